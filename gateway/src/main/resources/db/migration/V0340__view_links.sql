-- Links to views, for programs of an annotator's own that can fetch an address and nothing else. Only a hash of what is in the
-- address is kept; what it says is also signed by the tenant's key, so that a row that somebody else wrote is none. Looked up before
-- the tenant is known, under the hash of what was presented.
create table view_link (
    hash       bytea primary key check (octet_length(hash) = 32),
    tenant     uuid not null references tenant,
    task       uuid not null references task,
    handle     uuid not null,
    annotator  uuid not null,
    session    bytea not null check (octet_length(session) = 32),
    lease_ends timestamptz not null,
    policy_set text not null,
    purpose    text,
    -- Who the annotator is, sealed under the annotator's own key.
    caller     bytea not null,
    given_at   timestamptz not null,
    expires_at timestamptz not null,
    most       integer not null check (most between 1 and 4),
    fetched    integer not null default 0 check (fetched between 0 and most)
);
create index on view_link (tenant, expires_at);
alter table view_link enable row level security;
alter table view_link force row level security;
create policy tenant_isolation on view_link
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
create policy presented_links on view_link for select
    using (hash = decode(nullif(current_setting('app.link', true), ''), 'hex'));
grant select, insert, delete on view_link to visor_app;
grant update (fetched) on view_link to visor_app;

create function view_link_is_counted() returns trigger language plpgsql as $$
begin
    raise exception 'deliveries of a link are counted one by one';
end $$;
create trigger view_link_is_counted before update on view_link
    for each row when (new.fetched <> old.fetched + 1) execute function view_link_is_counted();

-- Whether a project's annotators may have such links.
alter table work_plan add column links boolean not null default false;
grant update (links) on work_plan to visor_app;
