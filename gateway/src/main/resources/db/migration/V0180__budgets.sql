-- How much one annotator may see of a project. No row: the defaults of the installation.
create table budget_limit (
    project  uuid primary key references project,
    tenant   uuid   not null references tenant,
    views    bigint not null check (views between 1 and 1000000),
    subjects bigint not null check (subjects between 1 and 1000000),
    -- A single view always fits, so that the first of a day is never refused for its size.
    bytes    bigint not null check (bytes between 67108864 and 1099511627776),
    off_task bigint not null check (off_task between 1 and 1000000)
);
alter table budget_limit enable row level security;
alter table budget_limit force row level security;
create policy tenant_isolation on budget_limit
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, update (views, subjects, bytes, off_task) on budget_limit to visor_app;

-- What one annotator has used of a project in one hour (views, off-task) or on one day (subjects, bytes), UTC. "person" is the
-- owner of the annotator's key, never a name; "stopped" when more was asked for than there was; "release" the record by which an
-- officer gave the same again.
create table budget_use (
    id      uuid        not null unique default gen_random_uuid(),
    tenant  uuid        not null references tenant,
    project uuid        not null references project,
    person  uuid        not null,
    kind    text        not null check (kind in ('views', 'subjects', 'bytes', 'off-task')),
    begins  timestamptz not null,
    used    bigint      not null check (used >= 0),
    stopped timestamptz,
    release uuid,
    primary key (project, person, kind, begins)
);
alter table budget_use enable row level security;
alter table budget_use force row level security;
create policy tenant_isolation on budget_use
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, delete, update (used, stopped, release) on budget_use to visor_app;
create index budget_use_begins on budget_use (tenant, begins);

create function budget_use_only_grows() returns trigger language plpgsql as $$
begin
    if new.used < old.used then
        raise exception 'what was used of a budget stays used';
    end if;
    if old.release is not null and new.release is distinct from old.release then
        raise exception 'a budget is released once in a window';
    end if;
    return new;
end $$;
create trigger budget_use_only_grows before update on budget_use
    for each row execute function budget_use_only_grows();

-- Whom an annotator saw on a day, so that seeing them again is not counted anew. Gone two days later.
create table budget_subject (
    tenant  uuid not null references tenant,
    project uuid not null references project,
    person  uuid not null,
    day     date not null,
    subject uuid not null,
    primary key (project, person, day, subject)
);
alter table budget_subject enable row level security;
alter table budget_subject force row level security;
create policy tenant_isolation on budget_subject
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, delete on budget_subject to visor_app;
create index budget_subject_day on budget_subject (tenant, day);
