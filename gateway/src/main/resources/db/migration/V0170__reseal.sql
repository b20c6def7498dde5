-- An object may be sealed anew, under a fresh key, because its key leaked or for another suite: the same content in another
-- body. Whoever refers to the object does not learn of it. He names the generation that he sealed, the "edition"; "reseals"
-- is the edition that a later body holds, null for a body that holds its own, and of an edition's bodies one is "current".
-- "removed" is when the bytes of a body whose key is gone were taken out of the store, "passed_over" when a job found an
-- object that it could not open.
alter table vault_object
    add column reseals     integer check (reseals >= 1 and reseals < generation),
    add column edition     integer not null generated always as (coalesce(reseals, generation)) stored,
    add column current     boolean not null default true,
    add column passed_over timestamptz,
    add column removed     timestamptz;
create unique index vault_object_current on vault_object (tenant, id, edition) where current;
create index vault_object_to_reseal on vault_object (tenant, kind, created, id, edition) where current;
create index vault_object_to_remove on vault_object (tenant, kind) where removed is null;
grant update (current, passed_over, removed) on vault_object to visor_app;

-- What was replaced does not come back, and bytes that a key still opens are not said to be gone.
create function vault_object_only_moves_on() returns trigger language plpgsql as $$
begin
    if new.current and not old.current then
        raise exception 'a body that was replaced does not come back';
    end if;
    if new.removed is distinct from old.removed and (old.removed is not null or exists (
            select from vault_wrap w where w.tenant = new.tenant and w.object = new.id
                and w.generation = new.generation and w.wrapped is not null)) then
        raise exception 'a body that its key opens is not removed';
    end if;
    return new;
end $$;
create trigger vault_object_only_moves_on before update of current, removed on vault_object
    for each row execute function vault_object_only_moves_on();

-- A job that seals a tenant's objects of one domain anew: those that were sealed before it began. "failed" objects were
-- damaged before, or do not open.
create table vault_reseal (
    id          uuid primary key,
    tenant      uuid        not null,
    domain      text        not null check (domain in ('originals', 'views', 'landmarks', 'identities', 'exports')),
    reason      text        not null check (reason in ('compromise', 'suite')),
    asked_at    timestamptz not null,
    begun_at    timestamptz,
    total       bigint      not null default 0,
    done        bigint      not null default 0,
    failed      bigint      not null default 0,
    bytes       bigint      not null default 0,
    removed     bigint      not null default 0,
    finished_at timestamptz,
    check (finished_at is null or begun_at is not null)
);
-- Whoever asks before a job has begun joins it.
create unique index vault_reseal_asked on vault_reseal (tenant, domain) where begun_at is null;
create index vault_reseal_open on vault_reseal (tenant) where finished_at is null;
alter table vault_reseal enable row level security;
alter table vault_reseal force row level security;
create policy tenant_isolation on vault_reseal
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, update (begun_at, total, done, failed, bytes, removed, finished_at) on vault_reseal to visor_app;
