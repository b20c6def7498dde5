-- Faces that were given to another person, and how far that has come. The ledger leads, as it does for erasures.
create table reassignment (
    id           uuid primary key,
    tenant       uuid        not null references tenant,
    number       bigint      not null check (number >= 1),
    asset        uuid        not null,
    line         int         not null,
    from_subject uuid        not null,
    to_subject   uuid        not null,
    asked        timestamptz not null,
    objects      int,
    moved        timestamptz,
    record       uuid,
    unique (tenant, number),
    check (from_subject <> to_subject),
    check ((moved is null) = (record is null)),
    check ((moved is null) = (objects is null))
);
-- One picture changes hands once at a time.
create unique index reassignment_open on reassignment (asset) where moved is null;
create index reassignment_newest on reassignment (tenant, number desc);
alter table reassignment enable row level security;
alter table reassignment force row level security;
create policy tenant_isolation on reassignment
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, update (objects, moved, record) on reassignment to visor_app;

create function reassignment_stays_done() returns trigger language plpgsql as $$
begin
    raise exception 'a reassignment that is done stays as it is';
end $$;
create trigger reassignment_stays_done before update on reassignment
    for each row when (old.moved is not null) execute function reassignment_stays_done();

grant update (owner, subject) on face to visor_app;
grant update (subject) on export_face to visor_app;
