-- Turning an epoch: the living subject keys go under the next epoch key, then the old one is destroyed at the custodian.
-- A retired epoch key wraps nothing any more; destroyed_at is written once the custodian has destroyed it.
alter table keys_epoch add column retired_at timestamptz;
alter table keys_epoch add constraint keys_epoch_retired_first check (destroyed_at is null or retired_at is not null);
grant update (retired_at) on keys_epoch to visor_app;

create function keys_epoch_in_use_stays() returns trigger language plpgsql as $$
begin
    if old.retired_at is not null and new.retired_at is distinct from old.retired_at
            or old.destroyed_at is not null and new.destroyed_at is distinct from old.destroyed_at then
        raise exception 'an epoch key that ended stays ended';
    end if;
    if old.retired_at is null and new.retired_at is not null and exists (
            select from keys_subject s where s.tenant = new.tenant and s.domain = new.domain and s.epoch = new.epoch
                and s.wrapped is not null) then
        raise exception 'an epoch key that still wraps a subject key is not retired';
    end if;
    return new;
end $$;
create trigger keys_epoch_in_use_stays before update on keys_epoch
    for each row execute function keys_epoch_in_use_stays();

-- The lock waits for whoever retires the epoch at this moment, who in turn waits for whoever wraps under it.
create function keys_subject_under_a_living_epoch() returns trigger language plpgsql as $$
begin
    perform from keys_epoch e
        where e.tenant = new.tenant and e.domain = new.domain and e.epoch = new.epoch and e.retired_at is null
        for key share;
    if not found then
        raise exception 'nothing is wrapped under a retired epoch key';
    end if;
    return new;
end $$;
create trigger keys_subject_under_a_living_epoch before insert or update of epoch, wrapped on keys_subject
    for each row when (new.wrapped is not null) execute function keys_subject_under_a_living_epoch();

create index keys_subject_by_epoch on keys_subject (tenant, domain, epoch, owner) where wrapped is not null;

-- All epochs before to_epoch go; to_epoch is null until the custodian has begun it. "stuck" keys did not unwrap at the
-- last pass, and keep their epoch.
create table keys_turn (
    id           uuid primary key,
    tenant       uuid        not null,
    domain       text        not null check (domain in ('originals', 'views', 'landmarks', 'identities', 'exports')),
    reason       text        not null check (reason ~ '^[a-z][a-z-]{0,39}$'),
    asked_at     timestamptz not null,
    destroy_by   timestamptz not null,
    begun_at     timestamptz,
    to_epoch     integer check (to_epoch >= 2),
    moved        bigint      not null default 0,
    stuck        bigint      not null default 0,
    turned_at    timestamptz,
    destroyed_at timestamptz,
    check (to_epoch is null or begun_at is not null),
    check (turned_at is null or to_epoch is not null),
    check (destroyed_at is null or turned_at is not null)
);
-- Whoever asks before a turn has begun joins it.
create unique index keys_turn_asked on keys_turn (tenant, domain) where begun_at is null;
create index keys_turn_open on keys_turn (tenant) where destroyed_at is null;
alter table keys_turn enable row level security;
alter table keys_turn force row level security;
create policy tenant_isolation on keys_turn
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, update (destroy_by, begun_at, to_epoch, moved, stuck, turned_at, destroyed_at)
    on keys_turn to visor_app;
