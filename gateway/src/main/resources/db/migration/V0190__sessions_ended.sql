-- What the identity provider ended: one sign-in, or everybody's of one person; and which logout tokens were used up, since each is
-- good once. Nobody's tenant and random identifiers only, hence without row security. Each process reads what is new, so that a
-- word that reached one of them ends the sessions at all of them. Never updated; gone once nothing that was ended can be valid.
create table session_end (
    number bigint      generated always as identity primary key,
    kind   text        not null check (kind in ('token', 'sign-in', 'person')),
    label  text        not null check (length(label) between 1 and 255),
    ended  timestamptz not null default clock_timestamp(),
    until  timestamptz not null
);

create unique index session_end_token on session_end (label) where kind = 'token';
create index session_end_ended on session_end (ended);

grant select, insert, delete on session_end to visor_app;
