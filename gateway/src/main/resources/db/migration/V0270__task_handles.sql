-- By which identifier each annotator knows a task: nobody can tell from it whether somebody else worked on the same. The first who
-- gets a task knows it by its own identifier, which is as random. Looked up before the tenant is known, under the annotator's own
-- setting.
create table task_handle (
    task      uuid not null references task,
    tenant    uuid not null references tenant,
    annotator uuid not null,
    handle    uuid not null unique,
    primary key (task, annotator)
);
alter table task_handle enable row level security;
alter table task_handle force row level security;
create policy tenant_isolation on task_handle
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
create policy own_handles on task_handle for select
    using (annotator = nullif(current_setting('app.person', true), '')::uuid);
grant select, insert on task_handle to visor_app;

-- Whoever holds a task now knows it by its own identifier already.
insert into task_handle (task, tenant, annotator, handle)
    select id, tenant, leased_by, id from task where leased_by is not null;
