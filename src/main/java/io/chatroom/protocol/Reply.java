package io.chatroom.protocol;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the server sends to one client alone.
 */
public sealed interface Reply extends ServerEvent {

	/**
	 * The server asks for a name.
	 *
	 * @param epoch names the numbering of events: another one after each start
	 * @param seq the number of the last event
	 * @param text what people see
	 */
	record Prompt(String epoch, long seq, String text) implements Reply {
	}

	/**
	 * The client is in the room.
	 *
	 * @param epoch names the numbering of events: another one after each start
	 * @param seq the number of the client's own join, or of the last event if it joined
	 * earlier
	 * @param name the client's name
	 * @param members how many members the room has, the client included
	 */
	record Welcome(String epoch, long seq, String name, long members) implements Reply {
	}

	/**
	 * A private message.
	 *
	 * @param at when it was sent
	 * @param from its sender
	 * @param to its receiver
	 * @param text its text
	 * @param sent whether this is the sender's own copy; JSON does not say that
	 */
	record Told(Instant at, String from, String to, String text, boolean sent) implements Reply {
	}

	/**
	 * Who is in the room, in the order in which they joined.
	 *
	 * @param names names
	 * @param more how many more names follow in the next events
	 */
	record Members(List<String> names, long more) implements Reply {

		/**
		 * Creates a list of all members.
		 */
		public Members(List<String> names) {
			this(names, 0);
		}

	}

	/** The list of commands. */
	record Help(List<Usage> commands) implements Reply {
	}

	/** The syntax and the purpose of a command. */
	record Usage(String usage, String purpose) {
	}

	/** A message for people. */
	record Notice(String text) implements Reply {

		/** The answer to {@code #history} before the first line. */
		public static final Notice NOTHING_SAID = new Notice("Nothing was said yet.");

	}

	/**
	 * The server refused a line. {@link Refusals} has them all.
	 *
	 * @param code the code of the {@link RefusalReason}; a newer server may send others
	 * @param text what people see
	 * @param first the number of the first event that is kept, or null
	 */
	record Refused(String code, String text, @Nullable Long first) implements Reply {

		Refused(RefusalReason reason, String text) {
			this(reason.code(), text, null);
		}

		/**
		 * Returns whether the reason is this one.
		 */
		public boolean is(RefusalReason reason) {
			return this.code.equals(reason.code());
		}

	}

	/**
	 * The last line before the server closes the connection.
	 *
	 * @param code the code of the {@link CloseReason}; a newer server may send others
	 * @param text what people see
	 */
	record Bye(String code, String text) implements Reply {

		/**
		 * Creates the last line for a reason that has one.
		 * @param reason the reason
		 * @param text what people see
		 */
		public Bye(CloseReason reason, String text) {
			this(reason.code(), text);
		}

		/**
		 * Returns whether the reason is this one.
		 */
		public boolean is(CloseReason reason) {
			return this.code.equals(reason.code());
		}

	}

}
