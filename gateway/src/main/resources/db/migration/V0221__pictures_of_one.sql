-- How many pictures of one person one annotator may see, where the project says so.
alter table project add column pictures_of_one int check (pictures_of_one between 1 and 1000);

-- Which pictures of whom an annotator has been shown in a project that says so. For as long as the person is not erased.
create table picture_seen (
    tenant  uuid not null references tenant,
    project uuid not null references project,
    person  uuid not null,
    subject uuid not null,
    asset   uuid not null,
    primary key (project, person, subject, asset)
);
create index picture_seen_subject on picture_seen (tenant, subject);
alter table picture_seen enable row level security;
alter table picture_seen force row level security;
create policy tenant_isolation on picture_seen
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, delete on picture_seen to visor_app;

-- Which tasks are kept from which annotator because of that: read before the tenant is known, as recused_ticket is.
create table enough_ticket (
    task      uuid not null,
    tenant    uuid not null references tenant,
    annotator uuid not null,
    subject   uuid not null,
    primary key (task, annotator)
);
create index enough_ticket_subject on enough_ticket (subject);
alter table enough_ticket enable row level security;
alter table enough_ticket force row level security;
create policy tenant_isolation on enough_ticket
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
create policy own_tickets on enough_ticket for select
    using (annotator = nullif(current_setting('app.person', true), '')::uuid);
grant select, insert, delete on enough_ticket to visor_app;
