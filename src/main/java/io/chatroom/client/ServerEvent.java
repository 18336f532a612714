package io.chatroom.client;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a server says, one line of it. Nothing in it can paint on a screen.
 */
sealed interface ServerEvent {

	/**
	 * What happens in the room: all see it, in the order of {@code seq}.
	 */
	sealed interface Happening extends ServerEvent {

		long seq();

		Instant at();

	}

	/** Someone said something. */
	record Said(long seq, Instant at, String from, String text) implements Happening {
	}

	/** Someone did something. */
	record Emoted(long seq, Instant at, String from, String text) implements Happening {
	}

	/** Someone came; from where is null when the server keeps that to itself. */
	record Joined(long seq, Instant at, String name, @Nullable String address) implements Happening {
	}

	/** Someone went. */
	record Left(long seq, Instant at, String name) implements Happening {
	}

	/** Someone has another name. */
	record Renamed(long seq, Instant at, String from, String to) implements Happening {
	}

	/** The operator said something to all. */
	record Announced(long seq, Instant at, String text) implements Happening {
	}

	/** What has been shown before, or was said before one came: for {@code #history}. */
	record Again(Happening event) implements ServerEvent {
	}

	/** A private message; mine when it is shown to the one who sent it, as that. */
	record Told(Instant at, String from, String to, String text, boolean mine) implements ServerEvent {

		Told as(boolean mine) {
			return new Told(this.at, this.from, this.to, this.text, mine);
		}

	}

	/** A name is asked for. */
	record Prompt(String room, long seq, String text) implements ServerEvent {
	}

	/** One is in the room. */
	record Welcome(String room, long seq, String name, long members) implements ServerEvent {
	}

	/**
	 * A line came to nothing.
	 *
	 * @param first the number of the first event that is kept, 0 where that is not the
	 * matter
	 */
	record Refused(String code, String text, long first) implements ServerEvent {
	}

	/** Something worth knowing, for one alone. */
	record Notice(String text) implements ServerEvent {
	}

	/**
	 * Who is here.
	 *
	 * @param more how many more the next events name
	 */
	record Members(List<String> names, long more) implements ServerEvent {

		Members(List<String> names) {
			this(names, 0);
		}

	}

	/** The commands. */
	record Help(List<Usage> commands) implements ServerEvent {
	}

	/** The last words. */
	record Bye(String code, String text) implements ServerEvent {
	}

	/** A line of a server without the structured mode. */
	record Text(String line) implements ServerEvent {
	}

	/** How a command is written, and what for. */
	record Usage(String usage, String purpose) {
	}

}
