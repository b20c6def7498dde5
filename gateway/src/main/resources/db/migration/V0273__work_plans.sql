-- How a project's faces are to be worked on: how many people place points on each, how soon, and before or after other projects'.
-- Faces that were released before are not touched by a change.
create table work_plan (
    project  uuid     primary key references project,
    tenant   uuid     not null references tenant,
    copies   smallint not null check (copies between 1 and 5),
    due_days smallint not null check (due_days between 1 and 365),
    priority smallint not null check (priority between 1 and 5),
    set_by   uuid     not null,
    set_at   timestamptz not null
);
alter table work_plan enable row level security;
alter table work_plan force row level security;
create policy tenant_isolation on work_plan
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert on work_plan to visor_app;
grant update (copies, due_days, priority, set_by, set_at) on work_plan to visor_app;

-- 1 goes first.
alter table task_ticket add column priority smallint not null default 3 check (priority between 1 and 5);
drop index task_ticket_queue;
create index task_ticket_queue on task_ticket (team, priority, due) where state = 'open';
