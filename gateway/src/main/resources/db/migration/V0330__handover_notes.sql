-- What somebody who gave a task back left to say to whoever takes it next. Added, never changed; the words rest sealed under the person
-- on the view. look: which look at the task it was left in, since it is for the same kind of work alone.
create table handover_note (
    id      uuid        primary key,
    tenant  uuid        not null references tenant,
    task    uuid        not null references task,
    look    smallint    not null check (look between 1 and 2),
    author  uuid        not null,
    object  uuid        not null,
    record  uuid        not null,
    created timestamptz not null
);
create index handover_note_task on handover_note (task, created);
alter table handover_note enable row level security;
alter table handover_note force row level security;
create policy tenant_isolation on handover_note
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert on handover_note to visor_app;

-- Which version a version went on from, whoever made that: what somebody took over is not that person's own work. Null where it went on
-- from the suggestions, and in what is older than this.
alter table annotation add column begun_on uuid references annotation;
