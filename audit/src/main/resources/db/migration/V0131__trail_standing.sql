-- What the officers' home page says of the trail beside its heads: when each log was verified last, and how much room the
-- trail takes. It is here and not in a file because any replica answers an officer, and only the one that leads verifies.
-- Neither is evidence: that a check was made is a record, and the log itself can be checked by anybody.
-- No row-level security, for the reason given in V0100: visor_app has no right on these tables.

create table trail_check (
    log text not null references trail_log,
    checked_at timestamptz not null,
    -- Leaves of the head that was checked.
    size bigint not null check (size >= 0),
    passed boolean not null,
    -- The signed head; the next check demands that the log goes on from the newest that passed. Null if it was unreadable.
    note text,
    -- The first fault; null if there was none.
    fault text,
    primary key (log, checked_at),
    check (passed = (fault is null))
);
create trigger only_grows before update or delete or truncate on trail_check for each statement execute function trail_only_grows();

-- One sample a day, of all logs together.
create table trail_space (
    day date primary key,
    sampled_at timestamptz not null,
    -- Bytes of the published folders, of the trail's tables with their indices, and free in the folders' file store.
    folders bigint not null check (folders >= 0),
    tables bigint not null check (tables >= 0),
    free bigint not null check (free >= 0)
);
create trigger only_grows before update or delete or truncate on trail_space for each statement execute function trail_only_grows();

grant select, insert on trail_check, trail_space to visor_trail;
