-- The trail by years. A log stays one tree; when a year is over, the log commits to the leaf at which it ended, and where entries
-- are kept for a number of years, whole years are removed from its beginning. What was removed can still be proved to have been
-- there: its hashes stay. No row-level security, for the reason given in V0100: visor_app has no right on these tables.

-- The end of a year, as the log committed to it.
create table trail_year (
    log text not null references trail_log,
    year integer not null check (year between 2000 and 9998),
    -- The first leaf that is kept when the year is removed. Entries are published in bundles of 256: none belongs to two years.
    minimum bigint not null check (minimum > 0 and minimum % 256 = 0),
    record uuid not null unique,
    primary key (log, year),
    unique (log, minimum)
);

-- What is to be removed, by a record that was durable before, and that it is done.
create table trail_removal (
    log text not null,
    minimum bigint not null,
    record uuid not null unique,
    primary key (log, minimum),
    foreign key (log, minimum) references trail_year (log, minimum)
);
create table trail_removal_done (
    log text not null,
    minimum bigint not null,
    record uuid not null unique,
    primary key (log, minimum),
    foreign key (log, minimum) references trail_removal
);

-- Legal holds. While one is in force nothing of its log is removed.
create table trail_hold (
    hold uuid primary key,
    log text not null references trail_log,
    -- The court's or the client's reference; no name.
    matter text not null check (matter ~ '^[A-Za-z0-9][A-Za-z0-9 ._/:-]{0,63}$'),
    placed_at timestamptz not null default clock_timestamp(),
    record uuid not null unique
);
create index trail_hold_log on trail_hold (log);
create table trail_hold_lift (
    hold uuid primary key references trail_hold,
    lifted_at timestamptz not null default clock_timestamp(),
    record uuid not null unique
);

create trigger only_grows before update or delete or truncate on trail_year for each statement execute function trail_only_grows();
create trigger only_grows before update or delete or truncate on trail_removal for each statement execute function trail_only_grows();
create trigger only_grows before update or delete or truncate on trail_removal_done for each statement execute function trail_only_grows();
create trigger only_grows before update or delete or truncate on trail_hold for each statement execute function trail_only_grows();
create trigger only_grows before update or delete or truncate on trail_hold_lift for each statement execute function trail_only_grows();
grant select, insert on trail_year, trail_removal, trail_removal_done, trail_hold, trail_hold_lift to visor_trail;

-- How many of a person's records were removed: the ones after them go on counting. Forgotten with the person.
create table trail_before (
    log text not null references trail_log,
    person bytea not null check (octet_length(person) = 32),
    count bigint not null check (count >= 1),
    primary key (log, person)
);
grant select on trail_before to visor_trail;

create or replace function trail_forget(of_log text, actor text, about bytea) returns void
language sql security definer set search_path = pg_catalog, public as $$
    delete from public.trail_name where log = of_log and label = actor;
    delete from public.trail_actor where log = of_log and label = actor;
    delete from public.trail_about where log = of_log and person = about;
    delete from public.trail_before where log = of_log and person = about;
$$;

-- The one way in which the trail shrinks: by the tables' owner, from within trail_remove.
create or replace function trail_only_grows() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and pg_catalog.current_setting('visor.removing', true) = 'on'
            and (select c.relowner from pg_catalog.pg_class c where c.oid = tg_relid) = current_user::regrole then
        return old;
    end if;
    raise exception 'the trail only grows: % on % is refused', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end $$;

-- The records before a leaf that go when it becomes the first one. A writer goes on from its last record, so that one stays.
create function trail_leaving(of_log text, before bigint) returns table (record uuid)
language sql stable set search_path = pg_catalog, public as $$
    select i.record from public.trail_index i join public.trail_record r on r.id = i.record
    where i.log = of_log and i.leaf < before
        and exists (select 1 from public.trail_record s where s.replica = r.replica and s.log = r.log
            and (s.epoch, s.n) > (r.epoch, r.n))
$$;
revoke execute on function trail_leaving(text, bigint) from public;

-- Removes the rows of the leaves before a year's end, in one transaction. It trusts its caller with nothing: the removal must stand
-- in trail_removal, no hold may be in force, and no record may be younger than a year. All statements must see the same rows,
-- while others append: only a transaction of repeatable reads may call it.
create function trail_remove(of_log text, before bigint) returns bigint
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    gone bigint;
begin
    if current_setting('transaction_isolation') <> 'repeatable read' then
        raise exception 'trail_remove wants a transaction of repeatable reads' using errcode = 'invalid_transaction_state';
    end if;
    if not exists (select 1 from public.trail_removal where log = of_log and minimum = before) then
        raise exception 'no removal before this leaf was recorded' using errcode = 'insufficient_privilege';
    end if;
    if exists (select 1 from public.trail_hold h where h.log = of_log
            and not exists (select 1 from public.trail_hold_lift l where l.hold = h.hold)) then
        raise exception 'a legal hold is in force' using errcode = 'insufficient_privilege';
    end if;
    if exists (select 1 from public.trail_leaving(of_log, before) d join public.trail_record r on r.id = d.record
            where r.appended_at > clock_timestamp() - interval '1 year') then
        raise exception 'a record is younger than a year' using errcode = 'insufficient_privilege';
    end if;
    perform set_config('visor.removing', 'on', true);
    insert into public.trail_before (log, person, count)
        select of_log, a.person, max(a.k)
        from public.trail_about a join public.trail_leaving(of_log, before) d on d.record = a.record
        where a.log = of_log group by a.person
        on conflict (log, person) do update set count = greatest(public.trail_before.count, excluded.count);
    delete from public.trail_about a using public.trail_leaving(of_log, before) d where a.record = d.record and a.log = of_log;
    delete from public.trail_search s using public.trail_leaving(of_log, before) d where s.record = d.record;
    delete from public.trail_counts c using public.trail_leaving(of_log, before) d where c.record = d.record;
    delete from public.trail_record r using public.trail_leaving(of_log, before) d where r.id = d.record;
    get diagnostics gone = row_count;
    delete from public.trail_index i where i.log = of_log and i.leaf < before
        and not exists (select 1 from public.trail_record r where r.id = i.record);
    delete from public.trail_head where log = of_log and size < before;
    perform set_config('visor.removing', 'off', true);
    return gone;
end $$;
revoke execute on function trail_remove(text, bigint) from public;
grant execute on function trail_remove(text, bigint) to visor_trail;
