-- Which annotator said to know which data subject: the subject is never shown to that annotator again. No reason is kept. "view" is
-- where it was said: if the face on it turns out to be another person's, that is the person whom the annotator knows.
create table recusal (
    tenant    uuid        not null references tenant,
    annotator uuid        not null,
    subject   uuid        not null references subject,
    view      uuid        not null,
    record    uuid        not null,
    said      timestamptz not null,
    primary key (tenant, subject, annotator)
);
alter table recusal enable row level security;
alter table recusal force row level security;
create policy tenant_isolation on recusal
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, delete on recusal to visor_app;

-- Which tasks are kept from which annotator because of that. The queue is read before the tenant is known: an annotator's own rows
-- are read under the annotator's own setting, and the queue names the task alone.
create table recused_ticket (
    task      uuid not null,
    tenant    uuid not null references tenant,
    annotator uuid not null,
    subject   uuid not null references subject,
    primary key (task, annotator)
);
create index recused_ticket_subject on recused_ticket (subject);
alter table recused_ticket enable row level security;
alter table recused_ticket force row level security;
create policy tenant_isolation on recused_ticket
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
create policy own_recusals on recused_ticket for select
    using (annotator = nullif(current_setting('app.person', true), '')::uuid);
grant select, insert, delete on recused_ticket to visor_app;
