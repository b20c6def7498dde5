-- The age recipient that a client seals its uploads to, one for each project. The identity that opens them rests as a sealed
-- object (identity) under an owner of the project's own: whoever destroys that owner's key makes it unreadable.
create table project_recipient (
    project   uuid primary key references project,
    tenant    uuid        not null references tenant,
    recipient text        not null check (recipient ~ '^age1[02-9ac-hj-np-z]{58}$'),
    identity  uuid        not null,
    owner     uuid        not null,
    created   timestamptz not null
);

alter table project_recipient enable row level security;
alter table project_recipient force row level security;
create policy tenant_isolation on project_recipient
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert on project_recipient to visor_app;
