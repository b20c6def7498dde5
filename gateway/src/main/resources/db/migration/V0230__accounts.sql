-- Accounts that an administrator asked for, until another one agreed and the account is at the sign-in service. Name, roles and side
-- are sealed under whoever asked; the rows are the operator's own.
create table wanted_account (
    id        uuid primary key,
    tenant    uuid        not null,
    details   bytea       not null,
    asked_by  uuid        not null,
    asked_at  timestamptz not null,
    person    uuid,
    opened_at timestamptz,
    check ((person is null) = (opened_at is null))
);

alter table wanted_account enable row level security;
alter table wanted_account force row level security;
create policy tenant_isolation on wanted_account
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert on wanted_account to visor_app;
grant update (person, opened_at) on wanted_account to visor_app;
