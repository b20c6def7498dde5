-- Landmark schemas of a tenant's own, as versions that are added and never changed. A schema says where points lie on any
-- face and names nobody: it rests as plain JSON.
create table landmark_schema (
    id         uuid primary key,
    tenant     uuid        not null references tenant,
    name       text        not null check (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    version    int         not null check (version >= 1),
    content    text        not null,
    created_by uuid        not null,
    created    timestamptz not null,
    unique (tenant, name, version),
    unique (tenant, id)
);

alter table landmark_schema enable row level security;
alter table landmark_schema force row level security;
create policy tenant_isolation on landmark_schema
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert on landmark_schema to visor_app;

-- The version that a project's points are placed under now. What was there before is of a schema that Visor ships, which has
-- one version for ever.
alter table project
    add column schema_version int not null default 1 check (schema_version >= 1),
    add column own_schema     uuid,
    add foreign key (tenant, own_schema) references landmark_schema (tenant, id),
    add check (own_schema is not null or schema_version = 1);
grant update (schema_version, own_schema) on project to visor_app;

-- Which version a sheet's and a remark's points are counted by. The sealed sheet says it, too, and is what counts.
alter table annotation
    add column schema_version int not null default 1 check (schema_version >= 1);
alter table point_comment
    add column schema_version int not null default 1 check (schema_version >= 1);
