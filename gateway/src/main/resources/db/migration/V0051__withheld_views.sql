-- A view that somebody reported: the client's redaction officer alone sees it.
alter table view drop constraint view_state_check;
alter table view add constraint view_state_check check (state in ('staged', 'released', 'withheld', 'dead'));
