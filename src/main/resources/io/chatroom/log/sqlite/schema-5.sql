-- What lets a program act for an account. The hash is SHA-256 of a random secret.
create table token (
	id integer primary key,
	hash text not null unique,
	account text not null,
	name text not null,
	made integer not null,
	unique (account, name)
);
