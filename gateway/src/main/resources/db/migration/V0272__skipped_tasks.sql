-- Which tasks do not come to an annotator again, whom nobody asks why. Read before the tenant is known, as recused_ticket is.
create table kept_ticket (
    task      uuid not null references task,
    tenant    uuid not null references tenant,
    annotator uuid not null,
    primary key (task, annotator)
);
alter table kept_ticket enable row level security;
alter table kept_ticket force row level security;
create policy tenant_isolation on kept_ticket
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
create policy own_tickets on kept_ticket for select
    using (annotator = nullif(current_setting('app.person', true), '')::uuid);
grant select, insert on kept_ticket to visor_app;
