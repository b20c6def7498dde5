-- What an officer searches: plain codes and keyed labels of each record, nothing that its leaf does not say in the clear.
-- All of it can be made again from the records (and, for the names, from the keys), and so it may be deleted.
-- No row-level security, for the reason given in V0100: visor_app has no right on these tables.

-- A durable record without a row here is not searchable yet, and searches say so.
create table trail_search (
    record uuid primary key references trail_record (id),
    log text not null references trail_log,
    seq bigint not null,
    time timestamptz not null,
    action text not null,
    actor text not null,
    role text not null,
    purpose text not null,
    -- How the act ended, or 'refused'; null for whatever only began.
    outcome text,
    project uuid,
    intent uuid,
    objects text[] not null
);
create unique index trail_search_newest on trail_search (log, time, seq);
create index trail_search_actor on trail_search (log, actor, time, seq);
create index trail_search_action on trail_search (log, action, time, seq);
create index trail_search_outcome on trail_search (log, outcome, time, seq) where outcome is not null;
create index trail_search_project on trail_search (log, project, time, seq) where project is not null;
create index trail_search_purpose on trail_search (log, purpose, time, seq);
create index trail_search_intent on trail_search (intent) where intent is not null;
create index trail_search_objects on trail_search using gin (objects);

-- Under which names an actor acted: an HMAC of the folded name, never the name.
create table trail_name (
    log text not null references trail_log,
    name bytea not null check (octet_length(name) = 32),
    label text not null,
    primary key (log, name, label)
);

-- One row each time that the index was dropped: whoever fills it in begins again with the first record.
create table trail_search_drop (
    n bigint generated always as identity primary key,
    dropped_at timestamptz not null default clock_timestamp()
);

grant select, insert, delete on trail_search, trail_name to visor_trail;
grant select, insert on trail_search_drop to visor_trail;

-- Erasing a person removes what finds the records about, and the names of, that person. A function and no right to delete:
-- nobody is passed over by a statement that forgot its WHERE.
create function trail_forget(of_log text, actor text, about bytea) returns void
language sql security definer set search_path = pg_catalog, public as $$
    delete from public.trail_name where log = of_log and label = actor;
    delete from public.trail_actor where log = of_log and label = actor;
    delete from public.trail_about where log = of_log and person = about;
$$;
revoke execute on function trail_forget(text, text, bytea) from public;
grant execute on function trail_forget(text, text, bytea) to visor_trail;
