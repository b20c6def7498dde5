-- The age recipients that a client registered for a project's exports. A row is never changed but for its one removal.
create table export_recipient (
    id         uuid primary key,
    tenant     uuid        not null references tenant,
    project    uuid        not null references project,
    recipient  text        not null check (recipient ~ '^age1[02-9ac-hj-np-z]{58}$'),
    created_by uuid        not null,
    created    timestamptz not null,
    removed_by uuid,
    removed    timestamptz,
    check ((removed_by is null) = (removed is null))
);
create unique index export_recipient_registered on export_recipient (project, recipient) where removed is null;

alter table export_recipient enable row level security;
alter table export_recipient force row level security;
create policy tenant_isolation on export_recipient
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, update (removed_by, removed) on export_recipient to visor_app;

-- Whom an export is sealed to. The highest number counts; an export without rows was made before anybody was registered.
create table export_sealing (
    export    uuid        not null references export,
    tenant    uuid        not null references tenant,
    number    int         not null check (number > 0),
    recipient uuid        not null references export_recipient,
    sealed_by uuid        not null,
    sealed    timestamptz not null,
    primary key (export, number, recipient)
);

alter table export_sealing enable row level security;
alter table export_sealing force row level security;
create policy tenant_isolation on export_sealing
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert on export_sealing to visor_app;
