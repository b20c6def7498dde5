-- An uploaded picture; what the client calls it stands with its claims. Width, height and orientation are the stored
-- raster's.
create table asset (
    id              uuid primary key,
    tenant          uuid        not null references tenant,
    project         uuid        not null references project,
    batch           uuid        not null,
    object          uuid        not null,
    generation      int         not null,
    owner           uuid        not null,
    commitment      bytea       not null,
    format          text        not null,
    width           int         not null,
    height          int         not null,
    orientation     int         not null check (orientation between 1 and 8),
    state           text        not null check (state in ('uploaded', 'redacted', 'waiting', 'refused', 'withdrawn')),
    reason          text,
    detector        text,
    attempts        int         not null default 0,
    created         timestamptz not null
);
create index asset_batch on asset (batch);

alter table asset enable row level security;
alter table asset force row level security;
create policy tenant_isolation on asset
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, update on asset to visor_app;

-- A region of an asset: bound to a subject, or a bystander under a provisional one. Where it is stands sealed with its view.
create table face (
    id       uuid primary key,
    tenant   uuid   not null references tenant,
    asset    uuid   not null references asset,
    owner    uuid   not null,
    subject  uuid   references subject,
    kind     text   not null check (kind in ('target', 'bystander')),
    claim    int,
    score    double precision not null,
    check ((kind = 'target') = (subject is not null)),
    check (subject is null or owner = subject),
    unique (asset, claim)
);
create index face_asset on face (asset);
create index face_subject on face (subject);

alter table face enable row level security;
alter table face force row level security;
create policy tenant_isolation on face
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, delete on face to visor_app;

-- A restricted rendition of one face: its picture and its geometry are two sealed objects.
create table view (
    id         uuid primary key,
    tenant     uuid        not null references tenant,
    project    uuid        not null references project,
    asset      uuid        not null references asset,
    face       uuid        not null references face,
    picture    uuid        not null,
    geometry   uuid        not null,
    profile    text        not null,
    detector   text        not null,
    width      int         not null,
    height     int         not null,
    state      text        not null check (state in ('staged', 'released', 'dead')),
    created    timestamptz not null
);
create index view_asset on view (asset);

alter table view enable row level security;
alter table view force row level security;
create policy tenant_isolation on view
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, update, delete on view to visor_app;
