-- The sequencer writes an index for records that it has just read, and the publisher refuses a log whose index names a record
-- that is not there; the writer's rows about a person are of the transaction that wrote the record. A foreign key looked each
-- record up once more and locked its row, which rewrote it: that was most of what sequencing cost.
alter table trail_index drop constraint trail_index_record_fkey, drop constraint trail_index_log_fkey;
alter table trail_about drop constraint trail_about_record_fkey, drop constraint trail_about_log_fkey;
