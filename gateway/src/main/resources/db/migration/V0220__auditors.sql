-- External auditors whom a client invited: asked by one person, agreed to by another, from one day to another, for something. The
-- sign-in name is sealed under whoever invited, and found by a keyed index.
create table auditor_invitation (
    id         uuid primary key,
    tenant     uuid        not null references tenant,
    name       bytea       not null,
    name_index bytea       not null,
    scope      text[]      not null check (cardinality(scope) > 0),
    begins     timestamptz not null,
    ends       timestamptz not null,
    asked_by   uuid        not null,
    asked_at   timestamptz not null,
    agreed_by  uuid,
    agreed_at  timestamptz,
    ended_by   uuid,
    ended_at   timestamptz,
    check (begins < ends and ends <= begins + interval '366 days'),
    check (agreed_by is null or agreed_by <> asked_by),
    check ((agreed_by is null) = (agreed_at is null)),
    check ((ended_by is null) = (ended_at is null))
);
create index auditor_invitation_name on auditor_invitation (tenant, name_index);

alter table auditor_invitation enable row level security;
alter table auditor_invitation force row level security;
create policy tenant_isolation on auditor_invitation
    using (tenant = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert on auditor_invitation to visor_app;
grant update (agreed_by, agreed_at, ended_by, ended_at) on auditor_invitation to visor_app;

-- What was agreed to or ended stays so, whoever writes the row.
create function auditor_invitation_said_once() returns trigger language plpgsql as $$
begin
    if old.agreed_by is not null and new.agreed_by is distinct from old.agreed_by
        or old.ended_by is not null and (new.ended_by is distinct from old.ended_by or new.agreed_by is distinct from old.agreed_by) then
        raise exception 'An invitation is agreed to once, and not after its end';
    end if;
    return new;
end;
$$;
create trigger said_once before update on auditor_invitation
    for each row execute function auditor_invitation_said_once();
