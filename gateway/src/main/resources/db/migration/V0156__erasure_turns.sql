-- The turns of epochs that an erasure waits for: once the old epoch keys are destroyed, no backup opens what it was about.
create table erasure_turn (
    tenant  uuid not null,
    erasure uuid not null references erasure,
    turn    uuid not null,
    primary key (erasure, turn)
);
alter table erasure_turn enable row level security;
alter table erasure_turn force row level security;
create policy tenant_isolation on erasure_turn
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert on erasure_turn to visor_app;
