-- Whom somebody asked to be erased, and how far it has come. The ledger leads: it lies where no restore rolls it back, and what
-- stands there and not here is done again before anybody is served.
create table erasure (
    id         uuid primary key,
    tenant     uuid        not null references tenant,
    number     bigint      not null check (number >= 1),
    subject    uuid        not null,
    reason     text        not null check (reason in ('not-needed', 'consent-withdrawn', 'objection', 'unlawful', 'legal-duty')),
    blanking   boolean     not null,
    asked      timestamptz not null,
    unreadable timestamptz,
    record     uuid,
    unique (tenant, number),
    unique (tenant, subject)
);
alter table erasure enable row level security;
alter table erasure force row level security;
create policy tenant_isolation on erasure
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, update (unreadable, record) on erasure to visor_app;

-- What became of what: objects whose keys were destroyed, and pictures that show others, too. "record" names it in the trail.
create table erasure_object (
    tenant  uuid not null,
    erasure uuid not null references erasure,
    object  text not null,
    fate    text not null check (fate in ('key-destroyed', 'blanked', 'destroyed')),
    record  uuid,
    primary key (erasure, object)
);
alter table erasure_object enable row level security;
alter table erasure_object force row level security;
create policy tenant_isolation on erasure_object
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert on erasure_object to visor_app;

create function erasure_stays_done() returns trigger language plpgsql as $$
begin
    raise exception 'an erasure that is done stays as it is';
end $$;
create trigger erasure_stays_done before update on erasure
    for each row when (old.unreadable is not null) execute function erasure_stays_done();

-- The pseudonym of whoever was erased goes, and with it what a new upload under the same pseudonym would be found by.
grant update (pseudonym, pseudonym_index) on subject to visor_app;
create function subject_is_only_forgotten() returns trigger language plpgsql as $$
begin
    if octet_length(new.pseudonym) > 0 then
        raise exception 'a pseudonym is forgotten and never changed';
    end if;
    return new;
end $$;
create trigger subject_is_only_forgotten before update on subject
    for each row execute function subject_is_only_forgotten();
