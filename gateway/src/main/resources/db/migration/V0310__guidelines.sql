-- What annotators of a project are told beyond the schema's own definitions, as versions that are added and never changed. They name
-- nobody and show no picture of anybody: they rest as plain text. A project begins under version 1, which is the definitions alone;
-- documents count from 2 on.
create table guideline (
    project        uuid        not null references project,
    tenant         uuid        not null references tenant,
    version        int         not null check (version >= 2),
    schema_version int         not null check (schema_version >= 1),
    content        text        not null check (length(content) between 1 and 32768),
    created_by     uuid        not null,
    created        timestamptz not null,
    published_by   uuid,
    published      timestamptz,
    check ((published is null) = (published_by is null)),
    primary key (project, version)
);

alter table guideline enable row level security;
alter table guideline force row level security;
create policy tenant_isolation on guideline
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert on guideline to visor_app;
grant update (published_by, published) on guideline to visor_app;
grant update (guideline_version) on project to visor_app;
