-- By which a replaced root key is noticed: one line a domain, no tenant's, hence without row security. Never updated.
create table keys_custodian (
    domain      text primary key check (domain in ('originals', 'views', 'landmarks', 'identities', 'exports')),
    check_value bytea       not null,
    created     timestamptz not null default now()
);
grant select, insert on keys_custodian to visor_app;

create table keys_epoch (
    tenant       uuid        not null,
    domain       text        not null check (domain in ('originals', 'views', 'landmarks', 'identities', 'exports')),
    epoch        integer     not null check (epoch >= 1),
    check_value  bytea       not null,
    created      timestamptz not null default now(),
    destroyed_at timestamptz,
    primary key (tenant, domain, epoch)
);
alter table keys_epoch enable row level security;
alter table keys_epoch force row level security;
create policy tenant_isolation on keys_epoch
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, update (destroyed_at) on keys_epoch to visor_app;

-- A line without a wrapped key is a tombstone: it keeps the owner from coming back. Its epoch is null where the owner
-- never had a key in the domain. "mirrored" is false until the file beside the objects says the same.
create table keys_subject (
    tenant       uuid        not null,
    domain       text        not null check (domain in ('originals', 'views', 'landmarks', 'identities', 'exports')),
    owner        uuid        not null,
    generation   integer     not null default 1 check (generation >= 1),
    epoch        integer,
    wrapped      bytea,
    mirrored     boolean     not null,
    created      timestamptz not null default now(),
    destroyed_at timestamptz,
    primary key (tenant, domain, owner),
    foreign key (tenant, domain, epoch) references keys_epoch (tenant, domain, epoch),
    check ((wrapped is null) = (destroyed_at is not null)),
    check (wrapped is null or epoch is not null)
);
create index keys_subject_unmirrored on keys_subject (tenant, domain) where not mirrored;
alter table keys_subject enable row level security;
alter table keys_subject force row level security;
create policy tenant_isolation on keys_subject
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, update (generation, epoch, wrapped, mirrored, destroyed_at) on keys_subject to visor_app;

create function keys_subject_stays_destroyed() returns trigger language plpgsql as $$
begin
    if new.wrapped is not null or new.destroyed_at is distinct from old.destroyed_at then
        raise exception 'a destroyed subject key stays destroyed';
    end if;
    return new;
end $$;
create trigger keys_subject_stays_destroyed before update on keys_subject
    for each row when (old.destroyed_at is not null) execute function keys_subject_stays_destroyed();
