-- Sealed objects: what stands in each one's header, and how its key is wrapped. "named" is true once a row of whoever
-- sealed the object was found to name it.
create table vault_object (
    tenant      uuid        not null,
    id          uuid        not null,
    generation  integer     not null check (generation >= 1),
    kind        smallint    not null,
    sealed_size bigint      not null check (sealed_size > 0),
    created     timestamptz not null default now(),
    named       boolean     not null default false,
    primary key (tenant, id, generation)
);
create index vault_object_unnamed on vault_object (tenant, created) where not named;
alter table vault_object enable row level security;
alter table vault_object force row level security;
create policy tenant_isolation on vault_object
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, update (named) on vault_object to visor_app;

-- One wrap is in force for a generation; "number" counts them, as the sidecar's name does. Without a wrapped key the
-- object was shredded. "mirrored" is false until the sidecars say the same.
create table vault_wrap (
    tenant      uuid        not null,
    object      uuid        not null,
    generation  integer     not null,
    number      integer     not null check (number >= 1),
    owners      uuid[]      not null check (cardinality(owners) >= 1),
    wrapped     bytea,
    mirrored    boolean     not null,
    created     timestamptz not null default now(),
    shredded_at timestamptz,
    primary key (tenant, object, generation),
    foreign key (tenant, object, generation) references vault_object (tenant, id, generation),
    check ((wrapped is null) = (shredded_at is not null))
);
create index vault_wrap_owners on vault_wrap using gin (owners);
create index vault_wrap_unmirrored on vault_wrap (tenant) where not mirrored;
alter table vault_wrap enable row level security;
alter table vault_wrap force row level security;
create policy tenant_isolation on vault_wrap
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, update (number, owners, wrapped, mirrored, shredded_at) on vault_wrap to visor_app;

create function vault_wrap_stays_shredded() returns trigger language plpgsql as $$
begin
    if new.wrapped is not null or new.shredded_at is distinct from old.shredded_at then
        raise exception 'a shredded object stays shredded';
    end if;
    return new;
end $$;
create trigger vault_wrap_stays_shredded before update on vault_wrap
    for each row when (old.shredded_at is not null) execute function vault_wrap_stays_shredded();
