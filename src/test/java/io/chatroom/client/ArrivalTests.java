package io.chatroom.client;

import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.RoomEvent.Said;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ArrivalTests {

	@Test
	void countsWhatWasCaughtUpOverAllConnectionsThatItTook() throws Exception {
		Terminal terminal = new Terminal();
		Screen screen = new Screen(new PlainDisplay(terminal.out, terminal.err), () -> null, false);
		Standing standing = new Standing("alice", null, null);
		OwnLines ownLines = new OwnLines((lines) -> {
		});
		try (OneClientServer server = new OneClientServer((socket) -> socket.getInputStream().readAllBytes());
				ServerConnection connection = server.connect()) {
			new Arrival(connection, standing, ownLines, screen).welcomed(new Welcome("lobby", "room", 1, "alice", 1));
			// lost, and lost again before all was resumed
			standing.catchUp(new Said("bob", "a"));
			standing.catchUp(new Said("bob", "b"));
			new Arrival(connection, standing, ownLines, screen).welcomed(new Welcome("lobby", "room", 4, "alice", 1));
			// and once more
			new Arrival(connection, standing, ownLines, screen).welcomed(new Welcome("lobby", "room", 6, "alice", 1));
		}
		assertThat(terminal.complaints().lines()).containsExactly("Back as alice; caught up 2 lines.",
				"Back as alice.");
	}

}
