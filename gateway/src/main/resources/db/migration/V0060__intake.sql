-- Uploads staged until released, withdrawn as a whole.
create table batch (
    id         uuid primary key,
    tenant     uuid        not null references tenant,
    project    uuid        not null references project,
    label      text        not null,
    state      text        not null check (state in ('open', 'checking', 'staged', 'released', 'withdrawn')),
    created_by uuid        not null,
    created    timestamptz not null,
    decided_by uuid,
    decided    timestamptz
);

alter table batch enable row level security;
alter table batch force row level security;
create policy tenant_isolation on batch
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, update on batch to visor_app;

-- One accepted row of a manifest: which face of which file is whose. The box is in stored pixels and sealed; a whole
-- picture has none.
create table claim (
    id         uuid primary key,
    tenant     uuid  not null references tenant,
    batch      uuid  not null references batch,
    line       int   not null,
    file_index bytea not null,
    file_name  bytea not null,
    box        bytea,
    subject    uuid  not null references subject,
    reference  bytea not null,
    asset      uuid  references asset,
    reason     text,
    unique (batch, line)
);
create index claim_file on claim (batch, file_index);

alter table claim enable row level security;
alter table claim force row level security;
create policy tenant_isolation on claim
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, update on claim to visor_app;
