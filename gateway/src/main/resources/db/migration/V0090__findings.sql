create table finding (
    id       uuid primary key,
    tenant   uuid        not null references tenant,
    rule     text        not null,
    severity text        not null check (severity in ('info', 'warning', 'severe')),
    sentence text        not null,
    object   text        not null,
    owner    text        not null,
    state    text        not null check (state in ('open', 'closed')),
    created  timestamptz not null
);

alter table finding enable row level security;
alter table finding force row level security;
create policy tenant_isolation on finding
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, update on finding to visor_app;
