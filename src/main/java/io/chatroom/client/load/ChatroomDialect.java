package io.chatroom.client.load;

import java.util.List;
import java.util.Optional;

import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.TextLines;

/**
 * This project's protocol: the client sends a name, the server answers with a welcome,
 * and then broadcasts every line to the client's room.
 */
record ChatroomDialect() implements Dialect {

	// How the replies to #join begin that refuse it, also those of servers without rooms.
	private static final List<String> REFUSALS = List.of("You may not enter ", "There is no room called ", "There are ",
			"Unknown command #join.");

	@Override
	public String hello(String name) {
		return name + "\r\n";
	}

	@Override
	public String linePrefix() {
		return "";
	}

	@Override
	public boolean hasRooms() {
		return true;
	}

	@Override
	public boolean echoes() {
		return true;
	}

	@Override
	public int entering() {
		return 500;
	}

	@Override
	public int longestText() {
		return 8192;
	}

	@Override
	public Optional<String> leaveLine(String name) {
		return Optional.of(TextLines.of(new Left(name)));
	}

	@Override
	public boolean heeds(byte first) {
		return false;
	}

	@Override
	public Reaction hear(String line, int room) {
		if (line.startsWith("Welcome ")) {
			return (room == 0) ? Reaction.LET_IN : Reaction.answer("#join room-" + room + "\r\n");
		}
		if (line.startsWith("You are in room-" + room + ". ")) {
			return Reaction.LET_IN;
		}
		boolean refused = room > 0 && REFUSALS.stream().anyMatch(line::startsWith);
		return refused ? Reaction.REFUSED : Reaction.NONE;
	}

	@Override
	public String toString() {
		return "chatroom";
	}

}
