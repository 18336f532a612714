package io.chatroom.client;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Queue;

import io.chatroom.protocol.CommandSyntax;
import io.chatroom.protocol.Reply.Help;
import io.chatroom.protocol.Reply.Members;
import io.chatroom.protocol.Reply.Rooms;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.ServerEvent;

/**
 * The commands that the client sends by itself after it has joined: {@code #rooms},
 * {@code #who}, {@code #help}, and those that set the user's filter again. Lines typed by
 * the user are sent after them, so their answers come later. Used by the reader thread
 * only.
 */
final class SilentCommands {

	/**
	 * Above this, {@code #who} from many clients that reconnect together would cost the
	 * server too much.
	 */
	private static final int MOST_MEMBERS = 100;

	private final ServerConnection connection;

	private final Display display;

	private final Queue<OwnLine> unanswered = new ArrayDeque<>();

	private boolean shown;

	SilentCommands(ServerConnection connection, Display display) {
		this.connection = connection;
		this.display = display;
	}

	/**
	 * Asks for what the display completes, and sets the user's filter again.
	 */
	void send(OwnFilter filter) throws IOException {
		List<String> filters = filter.commands();
		if (this.display.completes() || !filters.isEmpty()) {
			// before the filters: no message of the day can be taken for its answer
			send(CommandSyntax.ROOMS.word());
		}
		for (String command : filters) {
			send(command);
		}
		if (this.display.completes()) {
			send(CommandSyntax.HELP.word());
		}
	}

	/**
	 * Asks who is here.
	 * @param first whether the client joins for the first time, and shows the members
	 */
	void who(Welcome welcome, boolean first) throws IOException {
		this.shown = first;
		if (welcome.members() > MOST_MEMBERS) {
			if (first) {
				this.display.notice(String.format(Locale.ROOT, "%,d here.", welcome.members()));
			}
		}
		else {
			// also when alone: the answer comes after the message of the day
			send(CommandSyntax.WHO.word());
		}
	}

	private void send(String command) throws IOException {
		this.unanswered.add(OwnLine.of(command));
		this.connection.send(command);
	}

	/**
	 * Returns whether an answer is still to come.
	 */
	boolean areUnanswered() {
		return !this.unanswered.isEmpty();
	}

	/**
	 * Takes the answer to one of the commands. If it is a refusal, members, rooms or
	 * commands stay unknown.
	 * @return whether the event is such an answer
	 */
	boolean take(ServerEvent event) {
		OwnLine oldest = this.unanswered.peek();
		if (oldest == null || !Answers.isTo(oldest, event)) {
			return false;
		}
		this.unanswered.remove();
		switch (event) {
			case Members members -> {
				this.display.learn(members);
				if (this.shown) {
					this.display.show(members);
				}
			}
			case Help help -> this.display.learn(help);
			case Rooms rooms -> this.display.learn(rooms);
			default -> {
				// nothing to learn
			}
		}
		return true;
	}

}
