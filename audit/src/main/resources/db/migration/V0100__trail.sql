-- The trail: records are added and never changed, by grants and by triggers.
-- No row-level security here: visor_app has no right on these tables, and visor_trail, which has, must see every tenant's
-- records to number them, sequence them and prove them. Which tenant may read what is decided above it.

create function trail_only_grows() returns trigger language plpgsql as $$
begin
    raise exception 'the trail only grows: % on % is refused', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end $$;

-- One log for each tenant; the operator's has no tenant.
create table trail_log (
    log text primary key check (log ~ '^visor/[a-z2-7]{16}$'),
    tenant uuid,
    created_at timestamptz not null default clock_timestamp(),
    unique nulls not distinct (tenant)
);

-- Each time that a writer is opened.
create table trail_epoch (
    replica uuid not null,
    epoch integer not null check (epoch >= 1),
    opened_at timestamptz not null default clock_timestamp(),
    primary key (replica, epoch)
);

create table trail_record (
    seq bigint generated always as identity primary key,
    id uuid not null unique,
    log text not null references trail_log,
    replica uuid not null,
    epoch integer not null,
    n bigint not null check (n >= 1),
    leaf bytea not null check (octet_length(leaf) <= 16384),
    leaf_hash bytea not null check (octet_length(leaf_hash) = 32),
    -- The sequencer looks only at transactions that were not finished when it looked last.
    tx xid8 not null default pg_current_xact_id(),
    appended_at timestamptz not null default clock_timestamp(),
    unique (replica, log, epoch, n),
    foreign key (replica, epoch) references trail_epoch
);
create index trail_record_tx on trail_record (tx);
create index trail_record_log on trail_record (log, seq);

-- A record without a row here is pending.
create table trail_index (
    log text not null references trail_log,
    leaf bigint not null check (leaf >= 0),
    record uuid not null unique references trail_record (id),
    primary key (log, leaf)
);

-- Signed heads. Each names the one that it extends, so that two sequencers cannot both extend the same.
create table trail_head (
    log text not null references trail_log,
    size bigint not null check (size >= 1),
    previous_size bigint not null check (previous_size >= 0 and previous_size < size),
    root bytea not null check (octet_length(root) = 32),
    note text not null,
    signed_at timestamptz not null default clock_timestamp(),
    primary key (log, size),
    unique (log, previous_size)
);

create trigger only_grows before update or delete on trail_log for each row execute function trail_only_grows();
create trigger only_grows before update or delete on trail_epoch for each row execute function trail_only_grows();
create trigger only_grows before update or delete on trail_record for each row execute function trail_only_grows();
create trigger only_grows before update or delete on trail_index for each row execute function trail_only_grows();
create trigger only_grows before update or delete on trail_head for each row execute function trail_only_grows();
create trigger only_grows_too before truncate on trail_log for each statement execute function trail_only_grows();
create trigger only_grows_too before truncate on trail_epoch for each statement execute function trail_only_grows();
create trigger only_grows_too before truncate on trail_record for each statement execute function trail_only_grows();
create trigger only_grows_too before truncate on trail_index for each statement execute function trail_only_grows();
create trigger only_grows_too before truncate on trail_head for each statement execute function trail_only_grows();

-- How many records there are about a person; the label is a keyed pseudonym. The one row of the trail that is updated, and
-- only upwards.
create table trail_counter (
    log text not null references trail_log,
    person bytea not null check (octet_length(person) = 32),
    count bigint not null check (count >= 1),
    primary key (log, person)
);

create function trail_only_counts_up() returns trigger language plpgsql as $$
begin
    if new.count <= old.count or new.log <> old.log or new.person <> old.person then
        raise exception 'a counter of the trail only counts up' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger only_counts_up before update on trail_counter for each row execute function trail_only_counts_up();

-- Search rows, rebuildable from leaves and keys, removed when a person is erased: which records are about whom,
create table trail_about (
    log text not null references trail_log,
    person bytea not null check (octet_length(person) = 32),
    k bigint not null check (k >= 1),
    record uuid not null references trail_record (id),
    primary key (log, person, k)
);

-- and whose keys open the fields of an actor. Both sides are random or keyed; neither is a name.
create table trail_actor (
    log text not null references trail_log,
    label text not null,
    owner uuid not null,
    primary key (log, label)
);

grant select, insert on trail_log, trail_epoch, trail_record, trail_index, trail_head, trail_about, trail_actor to visor_trail;
grant select, insert, update (count) on trail_counter to visor_trail;
