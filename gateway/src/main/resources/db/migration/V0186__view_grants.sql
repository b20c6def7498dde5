-- Rights to one delivery of a view. The right itself is 128 random bits that only its holder has: here lies its hash. "number" counts
-- the grants of one lease, of which there are four at most: the first and three more.
create table view_grant (
    id         uuid primary key,
    tenant     uuid        not null references tenant,
    hash       bytea       not null unique check (octet_length(hash) = 32),
    session    bytea       not null check (octet_length(session) = 32),
    annotator  uuid        not null,
    task       uuid        not null,
    lease_ends timestamptz not null,
    number     int         not null check (number between 1 and 4),
    policy_set text        not null check (policy_set ~ '^[0-9a-f]{64}$'),
    expires_at timestamptz not null,
    used_at    timestamptz,
    unique (task, annotator, lease_ends, number),
    check (expires_at <= lease_ends)
);
create index view_grant_end on view_grant (expires_at);
alter table view_grant enable row level security;
alter table view_grant force row level security;
create policy tenant_isolation on view_grant
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, delete on view_grant to visor_app;
grant update (used_at) on view_grant to visor_app;

create function view_grant_is_used_once() returns trigger language plpgsql as $$
begin
    raise exception 'a grant is good for one delivery';
end $$;
create trigger view_grant_is_used_once before update on view_grant
    for each row when (old.used_at is not null) execute function view_grant_is_used_once();

-- Sessions that are over: their grants are good for nothing. Whoever signs out serves many tenants, so it is nobody's; the session
-- stands as a hash.
create table view_grant_stop (
    session bytea primary key check (octet_length(session) = 32),
    ended   timestamptz not null
);
grant select, insert, delete on view_grant_stop to visor_app;
