-- Through which team somebody got a task: who works in a team that only the identity provider puts people into shows in what the team
-- did. Null in what is older than this and was done by somebody else since.
alter table task_handle add column team uuid references team;
update task_handle h set team = t.team from task t where t.id = h.task and t.leased_by = h.annotator;
create index task_handle_team on task_handle (team, annotator);

-- 'given': for whom the lead of a team keeps a task, until first_until on its tickets, as a returned one is kept for its author.
alter table turn_ticket drop constraint turn_ticket_turn_check;
alter table turn_ticket add constraint turn_ticket_turn_check check (turn in ('hand', 'first', 'given'));

-- Why a task was passed over, for the lead of the team. Not by whom: what somebody can bear to look at is 'own', and nobody's business.
-- Added, never changed.
create table skipped_task (
    id      uuid        primary key,
    tenant  uuid        not null references tenant,
    task    uuid        not null references task,
    reason  text        not null check (reason in ('no-face', 'wrong-face', 'unusable', 'own')),
    record  uuid        not null,
    created timestamptz not null
);
create index skipped_task_task on skipped_task (task, created);
alter table skipped_task enable row level security;
alter table skipped_task force row level security;
create policy tenant_isolation on skipped_task
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert on skipped_task to visor_app;
