-- What the author's program calls a save: sent again because no answer came, it makes no second version.
alter table annotation add column save uuid;
create unique index annotation_save on annotation (task, author, save) where save is not null;
