package io.chatroom.client;

import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.RoomEvent.Said;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SignInTests {

	@Test
	void countsWhatWasCaughtUpOverAllConnectionsThatItTook() throws Exception {
		Terminal terminal = new Terminal();
		Screen screen = new Screen(new PlainDisplay(terminal.out, terminal.err), () -> null, false);
		PasswordInput passwords = new PasswordInput(screen.display());
		Standing standing = new Standing("alice", null, null);
		OwnLines ownLines = new OwnLines((lines) -> {
		});
		try (OneClientServer server = new OneClientServer((socket) -> socket.getInputStream().readAllBytes());
				ServerConnection connection = server.connect()) {
			new SignIn(connection, standing, ownLines, screen, passwords)
				.welcomed(new Welcome("lobby", "room", 1, "alice", 1));
			// lost, and lost again before all was resumed
			new SignIn(connection, standing, ownLines, screen, passwords).caughtUp(new Said("bob", "a"));
			SignIn last = new SignIn(connection, standing, ownLines, screen, passwords);
			last.caughtUp(new Said("bob", "b"));
			last.welcomed(new Welcome("lobby", "room", 4, "alice", 1));
			// and once more
			new SignIn(connection, standing, ownLines, screen, passwords)
				.welcomed(new Welcome("lobby", "room", 6, "alice", 1));
		}
		assertThat(terminal.complaints().lines()).containsExactly("Back as alice; caught up 2 lines.",
				"Back as alice.");
	}

}
