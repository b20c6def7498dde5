-- Whether an export holds a mask of every face, and not the landmarks alone.
alter table export add column masks boolean not null default false;
