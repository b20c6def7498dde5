-- The rules by which everything is decided, as they were shipped or proposed; nobody's tenant, hence without row security. "text" is
-- the schema and the rules as PolicyText has them, "hash" its SHA-256. Never changed: what decided once can be read for ever.
create table policy_set (
    id          uuid        primary key,
    number      bigint      generated always as identity unique,
    hash        text        not null unique check (hash ~ '^[0-9a-f]{64}$'),
    text        bytea       not null check (length(text) between 1 and 1048576),
    title       text        not null check (length(title) between 1 and 100),
    shipped     boolean     not null,
    proposed_at timestamptz not null default clock_timestamp()
);
grant select, insert on policy_set to visor_app;

-- What a set would have decided otherwise than the one in force, "against"; "differences" is JSON of acts, rules and counts, and
-- nothing of anybody.
create table policy_rehearsal (
    id           uuid        primary key,
    policy_set   uuid        not null references policy_set,
    against      text        not null check (against ~ '^[0-9a-f]{64}$'),
    decisions    integer     not null check (decisions >= 0),
    unread       integer     not null check (unread >= 0),
    turned       integer     not null check (turned between 0 and decisions),
    differences  text        not null,
    rehearsed_at timestamptz not null default clock_timestamp()
);
create index policy_rehearsal_of on policy_rehearsal (policy_set, rehearsed_at);
grant select, insert on policy_rehearsal to visor_app;

-- Which set was put in force when, each row signed with a key that is not in the database. The highest number is in force; no row,
-- and the shipped rules are. One approval is good for one activation: whoever went back cannot go forth again alone.
create table policy_activation (
    number       bigint      primary key check (number >= 1),
    policy_set   uuid        not null references policy_set,
    replaces     uuid        not null references policy_set,
    kind         text        not null check (kind in ('activation', 'roll-back')),
    approval     uuid        unique,
    activated_at timestamptz not null,
    signature    bytea       not null check (length(signature) = 64),
    check ((kind = 'activation') = (approval is not null)),
    check (policy_set <> replaces)
);
grant select, insert on policy_activation to visor_app;
