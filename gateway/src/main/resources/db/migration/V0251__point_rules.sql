-- What a project asks of points beyond their schema: what becomes of those that are not seen, and which may not be missing.
alter table project
    add column occluded_points text   not null default 'as-found'
        check (occluded_points in ('as-found', 'visible-only', 'estimate-occluded')),
    add column required_points text[] not null default '{}';
