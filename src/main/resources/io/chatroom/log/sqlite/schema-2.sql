-- made, signed_in: in milliseconds since 1970. operator: whether it was made an operator's.
create table account (
	name text primary key,
	secret text not null,
	operator integer not null,
	made integer not null,
	signed_in integer,
	address text
) without rowid;

-- What the names of accounts read like.
create table account_key (
	name_key text primary key,
	account text not null references account
) without rowid;

-- From where the owners of accounts have signed in, the latest last.
create table account_address (
	id integer primary key,
	account text not null references account,
	address text not null,
	unique (account, address)
);

-- kind: BAN or MUTE. until: null if it does not end.
create table sanction (
	id integer primary key,
	kind text not null,
	subject text not null,
	until integer,
	reason text not null,
	operator text not null,
	at integer not null,
	unique (kind, subject)
);

-- What operators did.
create table deed (
	id integer primary key,
	at integer not null,
	operator text not null,
	action text not null,
	subject text not null,
	until integer,
	reason text not null
);
