-- An export names its project's own batch: it is signed under the purpose and basis that the pictures were given for.
create unique index batch_of_project on batch (tenant, project, id);

create table export (
    id         uuid primary key,
    tenant     uuid        not null references tenant,
    project    uuid        not null references project,
    batch      uuid        not null,
    object     uuid        not null,
    faces      int         not null,
    created_by uuid        not null,
    created    timestamptz not null,
    foreign key (tenant, project, batch) references batch (tenant, project, id)
);

alter table export enable row level security;
alter table export force row level security;
create policy tenant_isolation on export
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert on export to visor_app;

-- Which submitted version went into which export, of whose face on which picture.
create table export_face (
    export     uuid not null references export,
    tenant     uuid not null references tenant,
    annotation uuid not null references annotation,
    asset      uuid not null references asset,
    subject    uuid not null references subject,
    primary key (export, annotation)
);

alter table export_face enable row level security;
alter table export_face force row level security;
create policy tenant_isolation on export_face
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert on export_face to visor_app;
