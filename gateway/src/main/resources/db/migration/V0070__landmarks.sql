create table task (
    id                uuid primary key,
    tenant            uuid        not null references tenant,
    project           uuid        not null references project,
    view              uuid        not null references view,
    guideline_version int         not null,
    state             text        not null check (state in ('open', 'leased', 'submitted', 'closed')),
    team              uuid references team,
    leased_by         uuid,
    lease_ends        timestamptz,
    rendition         uuid,
    created           timestamptz not null,
    check ((state = 'leased') = (lease_ends is not null)),
    check (state <> 'leased' or leased_by is not null)
);
create index task_view on task (view);

alter table task enable row level security;
alter table task force row level security;
create policy tenant_isolation on task
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, update on task to visor_app;

-- What a workforce sees of a task before it is taken: no personal field, no picture. Read under the team's own setting,
-- because the worker does not know the tenant yet.
create table task_ticket (
    task    uuid        not null,
    tenant  uuid        not null references tenant,
    project uuid        not null,
    team    uuid        not null references team,
    due     timestamptz not null,
    state   text        not null check (state in ('open', 'taken', 'done')),
    primary key (task, team)
);
alter table task_ticket enable row level security;
alter table task_ticket force row level security;
create policy tenant_isolation on task_ticket
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
create policy own_teams on task_ticket for select
    using (team = any (string_to_array(nullif(current_setting('app.teams', true), ''), ',')::uuid[]));
create index task_ticket_queue on task_ticket (team, due) where state = 'open';
grant select, insert on task_ticket to visor_app;
grant update (state) on task_ticket to visor_app;

-- Drafts and submissions: one sealed object each, never changed.
create table annotation (
    id        uuid primary key,
    tenant    uuid        not null references tenant,
    task      uuid        not null references task,
    version   int         not null check (version >= 1),
    kind      text        not null check (kind in ('draft', 'submission')),
    author    uuid        not null,
    object    uuid        not null,
    record    uuid        not null,
    created   timestamptz not null,
    unique (task, version)
);

alter table annotation enable row level security;
alter table annotation force row level security;
create policy tenant_isolation on annotation
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert on annotation to visor_app;

-- Comments pinned to a point, as sealed versions.
create table point_comment (
    id      uuid primary key,
    tenant  uuid        not null references tenant,
    task    uuid        not null references task,
    thread  uuid        not null,
    version int         not null check (version >= 1),
    point   int         not null check (point >= 0),
    author  uuid        not null,
    object  uuid        not null,
    created timestamptz not null,
    unique (thread, version)
);

alter table point_comment enable row level security;
alter table point_comment force row level security;
create policy tenant_isolation on point_comment
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert on point_comment to visor_app;
