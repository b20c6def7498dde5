-- A finding says which version of its rule found it, whose it is, until when, and how it ended.
alter table finding
    add column version integer not null default 1 check (version >= 1),
    -- The day (UTC) that a rule looked at; null for what a feature noticed by itself.
    add column day date,
    -- Whom it is about, where somebody acted: a keyed label of the trail, never a name.
    add column actor text,
    -- Some of the records that show it.
    add column evidence uuid[] not null default '{}',
    add column due timestamptz,
    add column taken_by uuid,
    -- The taker's name, sealed under the taker's own key.
    add column taken_name bytea,
    add column verdict text check (verdict in ('confirmed', 'false-alarm', 'resolved')),
    -- The closer's sentence, sealed under the closer's own key.
    add column reason bytea,
    add column closed_by uuid,
    add column closed_at timestamptz,
    -- The last state that has its record in the trail; null until the opening has.
    add column told text check (told in ('open', 'closed')),
    drop constraint finding_state_check,
    add constraint finding_state_check check (state in ('open', 'taken', 'closed'));

-- What was there before had no records, and gets none now. Row-level security is forced on the owner, too.
alter table finding no force row level security;
update finding set
    told = state,
    due = created + case severity when 'severe' then interval '1 day' when 'warning' then interval '7 days'
        else interval '30 days' end,
    verdict = case state when 'closed' then 'resolved' end,
    closed_at = case state when 'closed' then created end;
alter table finding force row level security;

alter table finding
    alter column due set not null,
    add constraint finding_closed_with_a_verdict check ((state = 'closed') = (verdict is not null)),
    add constraint finding_closed_at_a_time check ((state = 'closed') = (closed_at is not null));

-- A rule finds one thing once a day, however often it looks.
create unique index finding_once_a_day on finding (tenant, rule, object, day) where day is not null;
create index finding_newest on finding (tenant, created, id);
create index finding_object on finding (tenant, object) where state <> 'closed';
create index finding_untold on finding (tenant) where told is null or (state = 'closed' and told = 'open');
