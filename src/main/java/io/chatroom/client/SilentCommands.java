package io.chatroom.client;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Queue;

import io.chatroom.client.ServerEvent.Help;
import io.chatroom.client.ServerEvent.Members;
import io.chatroom.client.ServerEvent.Refused;
import io.chatroom.client.ServerEvent.Welcome;

/**
 * The commands that the client sends by itself to one who has come in: who is here, and
 * which commands there are. A person's lines follow, and so do the answers. Reader
 * thread.
 */
final class SilentCommands {

	/** Of more, all clients that come back at once would make a server say too much. */
	private static final int MOST_MEMBERS = 100;

	private final ServerConnection connection;

	private final Display display;

	private final Queue<String> unanswered = new ArrayDeque<>();

	private boolean shown;

	SilentCommands(ServerConnection connection, Display display) {
		this.connection = connection;
		this.display = display;
	}

	/**
	 * Sends them.
	 * @param first whether one was not in before, and wants to see who is here
	 */
	void send(Welcome welcome, boolean first) throws IOException {
		this.shown = first;
		if (welcome.members() > MOST_MEMBERS) {
			if (first) {
				this.display.notice(String.format(Locale.ROOT, "%,d here.", welcome.members()));
			}
		}
		else if (welcome.members() > 1) {
			send("#who");
		}
		else {
			here(new Members(List.of(welcome.name())));
		}
		if (this.display.completes()) {
			send("#help");
		}
	}

	private void send(String command) throws IOException {
		this.unanswered.add(command);
		this.connection.send(command, "\r\n", false);
	}

	/**
	 * Takes the answer to one of them.
	 * @return whether it is that
	 */
	boolean take(ServerEvent event) {
		String oldest = this.unanswered.peek();
		if (oldest == null) {
			return false;
		}
		switch (event) {
			case Members members when oldest.equals("#who") -> here(members);
			case Help help when oldest.equals("#help") -> this.display.learn(help);
			case Refused refused -> {
				// then it is not known
			}
			default -> {
				return false;
			}
		}
		this.unanswered.remove();
		return true;
	}

	private void here(Members members) {
		this.display.learn(members);
		if (this.shown) {
			this.display.show(members);
		}
	}

}
