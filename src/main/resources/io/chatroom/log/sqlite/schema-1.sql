-- One row: where and how the database is used, see Database.
create table store (
	boot text not null,
	clean integer not null,
	sync text not null
);

-- last: the number of the last event; used: when that was, in milliseconds since 1970.
create table room (
	id integer primary key,
	name text not null unique,
	epoch text not null unique,
	topic text not null default '',
	maker text not null default '',
	last integer not null default 0,
	used integer not null default 0
);

-- What the names of rooms read like.
create table room_key (
	name_key text primary key,
	room integer not null references room
) without rowid;

-- Who is in a room, in the order of the rowid.
create table member (
	room integer not null references room,
	client text not null,
	name text not null,
	address text,
	since integer not null,
	unique (room, client)
);

-- The columns kind to origin: see EventRow.
create table event (
	id integer primary key,
	room integer not null references room,
	seq integer not null,
	at integer not null,
	client text,
	kind text not null,
	who text not null,
	what text,
	origin text,
	unique (room, seq)
);

-- Empty, but while BatchWriter finds out whether there is space.
create table space (
	filler blob not null
);
