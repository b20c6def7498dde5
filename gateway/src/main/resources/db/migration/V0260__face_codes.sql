-- What a project asks to be said of each face beside its points. The codes themselves rest sealed with the points. Expressions are
-- inferences about emotions, and no row has them that does not declare this use.
alter table project
    add column action_units     int[]  not null default '{}',
    add column expression_rules text,
    add column face_attributes  text[] not null default '{}',
    add check (expression_rules is null or use = 'emotion-inference'),
    add check (expression_rules is null or cardinality(action_units) > 0);
