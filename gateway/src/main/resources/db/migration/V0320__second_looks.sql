-- Whether what is handed in for a project's faces is looked at once more, by a senior reviewer who had no hand in it.
alter table work_plan add column second_look boolean not null default false;
grant update (second_look) on work_plan to visor_app;

-- look: 1 while points are placed, 2 while somebody looks at them again.
alter table task
    add column second_look boolean  not null default false,
    add column look        smallint not null default 1 check (look between 1 and 2);

-- What is open to whom shows on the ticket: of the second look's only to senior reviewers; of a returned task's, until then, only to
-- whom it was returned.
alter table task_ticket
    add column look        smallint not null default 1 check (look between 1 and 2),
    add column first_until timestamptz;
grant update (look, first_until) on task_ticket to visor_app;

-- Whose hand was in a task ('hand': no second look of theirs), and to whom it was returned ('first'). Read before the tenant is known,
-- as recused_ticket is.
create table turn_ticket (
    task      uuid not null references task,
    tenant    uuid not null references tenant,
    annotator uuid not null,
    turn      text not null check (turn in ('hand', 'first')),
    primary key (task, annotator, turn)
);
alter table turn_ticket enable row level security;
alter table turn_ticket force row level security;
create policy tenant_isolation on turn_ticket
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
create policy own_tickets on turn_ticket for select
    using (annotator = nullif(current_setting('app.person', true), '')::uuid);
grant select, insert, delete on turn_ticket to visor_app;

-- What came of second looks. Added, never changed.
create table second_look (
    id       uuid        primary key,
    tenant   uuid        not null references tenant,
    task     uuid        not null references task,
    version  int         not null check (version >= 1),
    verdict  text        not null check (verdict in ('accepted', 'fixed', 'returned')),
    reviewer uuid        not null,
    record   uuid        not null,
    created  timestamptz not null
);
create index second_look_task on second_look (task, created);
alter table second_look enable row level security;
alter table second_look force row level security;
create policy tenant_isolation on second_look
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert on second_look to visor_app;
