-- The wrapped key beside a body may be newer than the row: then the database is older than the store, and neither is changed.
alter table vault_object drop constraint vault_object_fault_check;
alter table vault_object add constraint vault_object_fault_check
    check (fault in ('altered', 'missing', 'unreadable', 'contradicted'));
