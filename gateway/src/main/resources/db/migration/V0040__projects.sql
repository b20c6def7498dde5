create table project (
    id                uuid primary key,
    tenant            uuid        not null references tenant,
    name              text        not null,
    purpose           text        not null,
    legal_basis       text        not null,
    landmark_schema   text        not null,
    guideline_version int         not null,
    view_profile      text        not null,
    retention         text        not null,
    created_by        uuid        not null,
    created           timestamptz not null
);

alter table project enable row level security;
alter table project force row level security;
create policy tenant_isolation on project
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert on project to visor_app;

-- A data subject, known by the client's pseudonym only: sealed, and found by keyed index.
create table subject (
    id              uuid primary key,
    tenant          uuid        not null references tenant,
    pseudonym       bytea       not null,
    pseudonym_index bytea       not null,
    created         timestamptz not null,
    unique (tenant, pseudonym_index)
);

alter table subject enable row level security;
alter table subject force row level security;
create policy tenant_isolation on subject
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert on subject to visor_app;

-- What a subject agreed to for one project. Append-only: the newest row counts.
create table consent (
    id        uuid primary key,
    tenant    uuid        not null references tenant,
    project   uuid        not null references project,
    subject   uuid        not null references subject,
    reference bytea       not null,
    state     text        not null check (state in ('given', 'withdrawn')),
    recorded  timestamptz not null
);
create index consent_newest on consent (project, subject, recorded desc);

alter table consent enable row level security;
alter table consent force row level security;
create policy tenant_isolation on consent
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert on consent to visor_app;
