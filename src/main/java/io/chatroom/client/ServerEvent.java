package io.chatroom.client;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One event from the server. Its texts contain no control characters.
 */
sealed interface ServerEvent {

	/**
	 * An event of the room. All members receive it, in the order of {@code seq}.
	 */
	sealed interface Happening extends ServerEvent {

		long seq();

		Instant at();

	}

	/** A member sent a line. */
	record Said(long seq, Instant at, String from, String text) implements Happening {
	}

	/** A member sent an action ({@code #me}). */
	record Emoted(long seq, Instant at, String from, String text) implements Happening {
	}

	/** A member joined. The address is null if the server does not show addresses. */
	record Joined(long seq, Instant at, String name, @Nullable String address) implements Happening {
	}

	/** A member left. */
	record Left(long seq, Instant at, String name) implements Happening {
	}

	/** A member changed their name. */
	record Renamed(long seq, Instant at, String from, String to) implements Happening {
	}

	/** An operator sent a line to all. */
	record Announced(long seq, Instant at, String text) implements Happening {
	}

	/** A replayed event: part of the history, or missed while disconnected. */
	record Again(Happening event) implements ServerEvent {
	}

	/** A private message. {@code mine} is true for the copy that the sender sees. */
	record Told(Instant at, String from, String to, String text, boolean mine) implements ServerEvent {

		Told as(boolean mine) {
			return new Told(this.at, this.from, this.to, this.text, mine);
		}

	}

	/** The server asks for a name. */
	record Prompt(String epoch, long seq, String text) implements ServerEvent {
	}

	/** The client has joined the room. */
	record Welcome(String epoch, long seq, String name, long members) implements ServerEvent {
	}

	/**
	 * The server refused a line.
	 *
	 * @param first the number of the oldest event kept by the server, 0 if not given
	 */
	record Refused(String code, String text, long first) implements ServerEvent {
	}

	/** A message for this client only. */
	record Notice(String text) implements ServerEvent {
	}

	/**
	 * The members of the room.
	 *
	 * @param more how many more names follow in the next events
	 */
	record Members(List<String> names, long more) implements ServerEvent {

		Members(List<String> names) {
			this(names, 0);
		}

	}

	/** The list of commands. */
	record Help(List<Usage> commands) implements ServerEvent {
	}

	/** The last event before the server closes the connection. */
	record Bye(String code, String text) implements ServerEvent {
	}

	/** A line from a server without JSON mode. */
	record Text(String line) implements ServerEvent {
	}

	/** The syntax and the purpose of a command. */
	record Usage(String usage, String purpose) {
	}

}
