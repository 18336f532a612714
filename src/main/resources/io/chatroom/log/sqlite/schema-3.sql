-- How often the database was opened, see ClientIds.
alter table store add column starts integer not null default 0;

update event set client = '0.' || client where client is not null;

update member set client = '0.' || client;
