-- Where root keys lie that this installation knows of: one line for each key folder, no tenant's, hence without row security.
-- A folder that is not here was put in from a backup or on another machine, and opens nothing until two people agreed.
-- Never updated and never deleted.
create table keys_place (
    place   uuid        primary key,
    created timestamptz not null default now()
);
grant select, insert on keys_place to visor_app;
