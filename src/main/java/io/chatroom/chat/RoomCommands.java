package io.chatroom.chat;

import io.chatroom.protocol.Command;
import io.chatroom.protocol.Format;
import io.chatroom.protocol.Notices;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply;
import io.chatroom.protocol.RoomEvent.TopicSet;

/**
 * What members do with rooms. Runs on the thread that handles a client's lines, and holds
 * no lock.
 */
final class RoomCommands {

	private final Rooms rooms;

	private final Clients clients;

	private final Replays replays;

	RoomCommands(Rooms rooms, Clients clients, Replays replays) {
		this.rooms = rooms;
		this.clients = clients;
		this.replays = replays;
	}

	void list(Client client) {
		client.room.tell(client, this.rooms.list().visible());
	}

	void who(Client client, Command.Who command) {
		String wanted = command.room();
		if (wanted == null) {
			client.room.tell(client, (state) -> state.who(null));
			return;
		}
		Room room = this.rooms.holdVisible(wanted, client.room);
		if (room == null) {
			client.room.tell(client, Refusals.noRoom(wanted));
			return;
		}
		Reply who = room.call((locked) -> locked.state().who(room.name()));
		room.release();
		client.room.tell(client, who);
	}

	/**
	 * Moves a member to another room.
	 * @param cleaned whether controls were removed from the line: then it names no room
	 */
	void join(Client client, String name, Command.Join join, boolean cleaned, long since) {
		RoomChoice choice = cleaned ? new RoomChoice.Denied(Refusals.ROOM_MALFORMED)
				: this.rooms.enter(join.room(), client.rank());
		switch (choice) {
			case Room room when room.equals(client.room) -> {
				room.release();
				room.tell(client, Refusals.alreadyIn(room.name()));
			}
			case Room room -> this.clients.move(client, name, room, since);
			case RoomChoice.Denied denied -> client.room.tell(client, denied.reply());
		}
	}

	void topic(Client client, String name, Command.Topic topic, long since) {
		Room room = client.room;
		String text = topic.text();
		if (text == null) {
			room.tell(client, (state) -> Notices.topic(state.topic()));
		}
		else if (client.rank() == Rank.OPERATOR || room.call((locked) -> locked.clients().isMaker(client, name))) {
			this.clients.propose(client, new TopicSet(name, text), since);
		}
		else {
			room.tell(client, Refusals.MAY_NOT_SET_TOPIC);
		}
	}

	/**
	 * Resumes in the room that the epoch belongs to, if the client is in none yet.
	 */
	void resume(Client client, Command.Resume resume) {
		String epoch = resume.epoch();
		if (client.name == null && client.format == Format.JSON) {
			Room room = (epoch != null) ? this.rooms.holdByEpoch(epoch) : null;
			this.clients.begin(client, (room != null) ? room : this.rooms.holdFirst());
		}
		this.replays.resume(client, resume);
	}

}
