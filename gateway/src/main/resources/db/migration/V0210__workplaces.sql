-- Where a team's workplace is. Not known: nobody of it works until it is recorded.
alter table team add column country text check (country ~ '^[A-Z]{2}$');
grant update (country) on team to visor_app;

-- Where somebody works who does not work where the team does. The newest row counts; one without a country takes it back.
create table workplace (
    number      bigint generated always as identity primary key,
    person      uuid        not null,
    country     text check (country ~ '^[A-Z]{2}$'),
    recorded    timestamptz not null,
    recorded_by uuid        not null,
    record      uuid        not null
);
create index workplace_newest on workplace (person, number desc);
grant select, insert on workplace to visor_app;

-- Who joined and left which team here, whatever the identity provider says. The newest row of a person and a team counts. "details"
-- are skills, languages and working hours, sealed under the person.
create table team_member (
    number    bigint generated always as identity primary key,
    person    uuid        not null,
    team      uuid        not null references team,
    lead      boolean     not null,
    details   bytea,
    joined    timestamptz not null,
    joined_by uuid        not null,
    left_at   timestamptz,
    left_by   uuid,
    check ((left_at is null) = (left_by is null))
);
create unique index team_member_once on team_member (person, team) where left_at is null;
create index team_member_newest on team_member (person, team, number desc);
grant select, insert on team_member to visor_app;
grant update (left_at, left_by) on team_member to visor_app;

-- In which countries or areas annotators of a project have to be at work; none named: anywhere that is known.
alter table project add column regions text[] not null default '{}';

-- A ticket says it, too: the queue is read before the tenant is known, and leaves out what would be refused.
alter table task_ticket add column regions text[] not null default '{}';
