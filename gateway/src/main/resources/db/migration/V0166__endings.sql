-- A tenant that was ended stays known: its log stands, and its handle is nobody else's.
alter table tenant add column ended timestamptz;
grant update (ended) on tenant to visor_app;
create function tenant_ended_stays() returns trigger language plpgsql as $$
begin
    raise exception 'a tenant that was ended stays ended';
end $$;
create trigger tenant_ended_stays before update on tenant
    for each row when (old.ended is not null) execute function tenant_ended_stays();

-- Nobody gets a key there any more: the lock waits for whoever ends the tenant at this moment, and he for it.
create function keys_subject_of_a_tenant_that_goes_on() returns trigger language plpgsql as $$
begin
    if exists (select from tenant t where t.id = new.tenant and t.ended is not null for share) then
        raise exception 'the tenant was ended: nobody gets a key there';
    end if;
    return new;
end $$;
create trigger keys_subject_of_a_tenant_that_goes_on before insert on keys_subject
    for each row when (new.wrapped is not null) execute function keys_subject_of_a_tenant_that_goes_on();

-- A workforce's access ends with the tenant.
grant update (ends), delete on team_access to visor_app;

-- The end of a tenant, and how far it has come. The ledger leads, as it does for erasures.
create table ending (
    id         uuid primary key,
    tenant     uuid        not null unique references tenant,
    number     bigint      not null check (number >= 1),
    asked      timestamptz not null,
    persons    bigint,
    unreadable timestamptz,
    record     uuid,
    check ((unreadable is null) = (record is null)),
    check ((unreadable is null) = (persons is null))
);
alter table ending enable row level security;
alter table ending force row level security;
create policy tenant_isolation on ending
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, update (persons, unreadable, record) on ending to visor_app;

create function ending_stays_done() returns trigger language plpgsql as $$
begin
    raise exception 'an end that was made stays as it is';
end $$;
create trigger ending_stays_done before update on ending
    for each row when (old.unreadable is not null) execute function ending_stays_done();

-- The records that name the objects whose keys were destroyed, and how many each names.
create table ending_record (
    tenant  uuid not null,
    ending  uuid not null references ending,
    record  uuid not null,
    objects int  not null check (objects >= 1),
    primary key (ending, record)
);
alter table ending_record enable row level security;
alter table ending_record force row level security;
create policy tenant_isolation on ending_record
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert on ending_record to visor_app;

-- The turns of epochs that it waits for: once the old epoch keys are destroyed, no backup opens anything.
create table ending_turn (
    tenant uuid not null,
    ending uuid not null references ending,
    turn   uuid not null,
    primary key (ending, turn)
);
alter table ending_turn enable row level security;
alter table ending_turn force row level security;
create policy tenant_isolation on ending_turn
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert on ending_turn to visor_app;
