-- When an object's bytes were last held against what was sealed, and what was wrong with them then: null where nothing was.
alter table vault_object
    add column checked timestamptz,
    add column fault   text check (fault in ('altered', 'missing', 'unreadable'));
create index vault_object_checked on vault_object (tenant, kind, checked nulls first, created);
create index vault_object_faults on vault_object (tenant) where fault is not null;
grant update (checked, fault) on vault_object to visor_app;
