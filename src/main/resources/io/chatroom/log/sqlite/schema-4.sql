-- Events of a room that were stored together. last: the number of the last of them; at: when
-- that was. events: a JSON array with [client, kind, who, what, origin] for each, see EventRow.
create table piece (
	room integer not null references room,
	last integer not null,
	at integer not null,
	events text not null,
	primary key (room, last)
) without rowid;

insert into piece (room, last, at, events)
	select room, seq, at, json_array(json_array(client, kind, who, what, origin)) from event order by room, seq;

drop table event;

-- Rooms as they are now. The columns last and used of the table are older: they are set when
-- pieces are deleted.
create view current_room as
	select room.id, name, epoch, topic, maker, max(room.last, coalesce(newest.last, 0)) as last,
			max(room.used, coalesce(newest.at, 0)) as used
		from room left join piece newest
			on newest.room = room.id and newest.last = (select max(last) from piece where piece.room = room.id);
