-- What the geometry checks found on a submission, sealed like its points; null where they found nothing, on drafts, and on
-- submissions from before the checks. How many there are tells nothing of a person, and which to review first.
alter table annotation
    add findings uuid,
    add errors   int not null default 0,
    add warnings int not null default 0;
