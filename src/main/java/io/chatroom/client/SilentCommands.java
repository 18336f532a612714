package io.chatroom.client;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Queue;

import io.chatroom.protocol.CommandSyntax;
import io.chatroom.protocol.Reply.Help;
import io.chatroom.protocol.Reply.Members;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.ServerEvent;

/**
 * The commands that the client sends by itself after it has joined: {@code #who} and
 * {@code #help}. Lines typed by the user are sent after them, so their answers come
 * later. Used by the reader thread only.
 */
final class SilentCommands {

	/**
	 * Above this, {@code #who} from many clients that reconnect together would cost the
	 * server too much.
	 */
	private static final int MOST_MEMBERS = 100;

	private final ServerConnection connection;

	private final Display display;

	private final Queue<CommandSyntax> unanswered = new ArrayDeque<>();

	private boolean shown;

	SilentCommands(ServerConnection connection, Display display) {
		this.connection = connection;
		this.display = display;
	}

	/**
	 * Sends the commands.
	 * @param first whether the client joins for the first time, and shows the members
	 */
	void send(Welcome welcome, boolean first) throws IOException {
		this.shown = first;
		if (welcome.members() > MOST_MEMBERS) {
			if (first) {
				this.display.notice(String.format(Locale.ROOT, "%,d here.", welcome.members()));
			}
		}
		else if (welcome.members() > 1) {
			send(CommandSyntax.WHO);
		}
		else {
			here(new Members(null, List.of(welcome.name())));
		}
		if (this.display.completes()) {
			send(CommandSyntax.HELP);
		}
	}

	private void send(CommandSyntax command) throws IOException {
		this.unanswered.add(command);
		this.connection.send(command.word(), "\r\n", false);
	}

	/**
	 * Takes the answer to one of the commands.
	 * @return whether the event is such an answer
	 */
	boolean take(ServerEvent event) {
		CommandSyntax oldest = this.unanswered.peek();
		if (oldest == null) {
			return false;
		}
		switch (event) {
			case Members members when oldest == CommandSyntax.WHO -> here(members);
			case Help help when oldest == CommandSyntax.HELP -> this.display.learn(help);
			case Refused refused -> {
				// then members or commands stay unknown
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
