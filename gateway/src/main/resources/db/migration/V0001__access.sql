-- Tenants: the client organisations. No row-level security: a request's tenant is looked up here before any is set, and
-- the table holds a public handle and nothing personal.
create table tenant (
    id      uuid primary key,
    handle  text        not null unique check (handle ~ '^[a-z][a-z0-9-]{1,31}$'),
    created timestamptz not null
);
grant select, insert on tenant to visor_app;

-- Workforces: teams of annotators who serve many tenants. No row-level security: they are nobody's tenant and hold public
-- handles only. Who belongs to a team is the identity provider's to say.
create table workforce (
    id      uuid primary key,
    handle  text        not null unique check (handle ~ '^[a-z][a-z0-9-]{1,31}$'),
    created timestamptz not null
);
grant select, insert on workforce to visor_app;

create table team (
    id        uuid primary key,
    workforce uuid        not null references workforce,
    handle    text        not null unique check (handle ~ '^[a-z][a-z0-9-]{1,31}$'),
    created   timestamptz not null
);
grant select, insert on team to visor_app;

-- Which team may work on which project, and from when until when.
create table team_access (
    id       uuid primary key,
    tenant   uuid        not null references tenant,
    project  uuid        not null,
    team     uuid        not null references team,
    begins   timestamptz not null,
    ends     timestamptz not null,
    check (begins < ends),
    unique (project, team, begins)
);

alter table team_access enable row level security;
alter table team_access force row level security;
create policy tenant_isolation on team_access
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert on team_access to visor_app;

-- An act that needs two people: asked by one, granted by another, expiring by itself. The reason may name somebody, so it
-- is sealed under whoever asked. Without a tenant it is an act of the operator's own: those rows are seen in the operator's
-- transactions only, whose tenant is the nil UUID that no client has.
create table approval (
    id         uuid primary key,
    tenant     uuid        references tenant,
    act        text        not null,
    object     text        not null,
    reason     bytea       not null,
    asked_by   uuid        not null,
    asked_at   timestamptz not null,
    expires_at timestamptz not null,
    granted_by uuid,
    granted_at timestamptz,
    check (granted_by is null or granted_by <> asked_by),
    check ((granted_by is null) = (granted_at is null)),
    check (granted_at is null or granted_at < expires_at)
);

alter table approval enable row level security;
alter table approval force row level security;
create policy tenant_isolation on approval
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
create policy operator_acts on approval
    using (tenant is null
        and nullif(current_setting('app.tenant', true), '')::uuid = '00000000-0000-0000-0000-000000000000')
    with check (tenant is null
        and nullif(current_setting('app.tenant', true), '')::uuid = '00000000-0000-0000-0000-000000000000');
grant select, insert on approval to visor_app;
grant update (granted_by, granted_at) on approval to visor_app;
