-- The maps of counts that a log committed to. Rebuildable from the log: it only saves looking for their records.
create table trail_counts (
    log text not null references trail_log,
    covered bigint not null check (covered >= 1),
    record uuid not null unique references trail_record (id),
    primary key (log, covered)
);
create trigger only_grows before update or delete or truncate on trail_counts for each statement execute function trail_only_grows();
grant select, insert on trail_counts to visor_trail;
