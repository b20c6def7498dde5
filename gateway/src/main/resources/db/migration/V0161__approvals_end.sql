-- A request is ended before its time by whoever asked or by whoever would have to grant it; ending a grant takes it back.
-- One that nobody has answered is reminded of once, and what runs out is recorded once.
alter table approval
    add column ended_by    uuid,
    add column ended_at    timestamptz,
    add column reminded_at timestamptz,
    add column lapsed_at   timestamptz,
    add check ((ended_by is null) = (ended_at is null)),
    add check (lapsed_at is null or lapsed_at >= expires_at);

create index approval_open on approval (expires_at) where ended_at is null and lapsed_at is null;

grant update (ended_by, ended_at, reminded_at, lapsed_at) on approval to visor_app;

-- What was said stays said, whoever writes the row: no second granter, nothing granted after an end.
create function approval_only_grows() returns trigger language plpgsql as $$
begin
    if old.granted_at is not null and (new.granted_by, new.granted_at) is distinct from (old.granted_by, old.granted_at)
    then
        raise exception 'an approval is granted once';
    end if;
    if old.ended_at is not null and (new.ended_by, new.ended_at) is distinct from (old.ended_by, old.ended_at) then
        raise exception 'an approval is ended once';
    end if;
    if new.granted_at is not null and old.granted_at is null and new.ended_at is not null then
        raise exception 'an approval that was ended is not granted';
    end if;
    return new;
end
$$;

create trigger approval_only_grows before update on approval for each row execute function approval_only_grows();
