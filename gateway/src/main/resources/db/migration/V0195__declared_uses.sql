-- What a project's landmarks are for, as the Artificial Intelligence Act asks. Projects from before measured, as their handbook said.
alter table project
    add column use              text not null default 'measurement',
    add column setting          text not null default 'other',
    add column exemption        text,
    add column exemption_reason bytea,
    add column law              text,
    add column notice           text,
    add column agreed_by        uuid,
    add column agreed_at        timestamptz,
    add check ((exemption is null) = (exemption_reason is null)),
    add check ((agreed_by is null) = (agreed_at is null)),
    add check (agreed_by is null or (exemption is not null and agreed_by <> created_by));
alter table project alter column use drop default, alter column setting drop default;
grant update (agreed_by, agreed_at) on project to visor_app;
