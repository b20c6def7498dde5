-- That a database was restored from a backup, and took back from the published log what it lacked: one row for each log that had
-- gone on. Evidence is the record that tells of it, in the second table; a crash before that record leaves a row without one.
-- No row-level security, for the reason given in V0100: visor_app has no right on these tables.
create table trail_rejoin (
    log text not null references trail_log,
    -- Leaves that the backup had, and that there were afterwards.
    before bigint not null check (before >= 0),
    size bigint not null check (size > before),
    -- Records that were added, and that still waited for their place.
    added bigint not null check (added >= 0),
    waiting bigint not null check (waiting >= 0),
    -- How often one of the added records is about somebody who has no keys here.
    unclaimed bigint not null check (unclaimed >= 0),
    rejoined_at timestamptz not null default clock_timestamp(),
    primary key (log, size)
);
create table trail_rejoin_told (
    log text not null,
    size bigint not null,
    record uuid not null,
    -- In whose log the record is.
    told_in text not null references trail_log,
    primary key (log, size, told_in),
    foreign key (log, size) references trail_rejoin
);
create trigger only_grows before update or delete or truncate on trail_rejoin for each statement execute function trail_only_grows();
create trigger only_grows before update or delete or truncate on trail_rejoin_told for each statement execute function trail_only_grows();
grant select, insert on trail_rejoin, trail_rejoin_told to visor_trail;
