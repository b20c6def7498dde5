-- A root that was replaced on purpose gets a line of its own; the older lines stay, and the custodian must know them all.
alter table keys_custodian add column version integer not null default 1 check (version >= 1);
alter table keys_custodian drop constraint keys_custodian_pkey;
alter table keys_custodian add primary key (domain, version);
