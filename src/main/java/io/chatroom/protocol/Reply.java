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
	 * @param room the room in which the client would be
	 * @param epoch names the numbering of its events: another one after each start
	 * @param seq the number of the last event
	 * @param text what people see
	 */
	record Prompt(String room, String epoch, long seq, String text) implements Reply {
	}

	/**
	 * The client has a name, and is in a room.
	 *
	 * @param room the room's name
	 * @param epoch names the numbering of its events: another one after each start
	 * @param seq the number of the client's own join, or of the last event if it joined
	 * earlier
	 * @param name the client's name
	 * @param members how many members the room has, the client included
	 */
	record Welcome(String room, String epoch, long seq, String name, long members) implements Reply {
	}

	/**
	 * The member has come from another room.
	 *
	 * @param room the room's name
	 * @param epoch names the numbering of its events
	 * @param seq the number of the member's own join
	 * @param members how many members the room has, this one included
	 * @param names the first names, in the order in which they joined
	 * @param topic the topic; empty if there is none
	 */
	record Entered(String room, String epoch, long seq, long members, List<String> names,
			String topic) implements Reply {
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
	 * Who is in a room, in the order in which they joined.
	 *
	 * @param room the room's name, or null for the room of the one who asks
	 * @param names names
	 * @param more how many more names follow in the next events
	 */
	record Members(@Nullable String room, List<String> names, long more) implements Reply {

		/**
		 * Creates a list of all members.
		 */
		public Members(@Nullable String room, List<String> names) {
			this(room, names, 0);
		}

	}

	/** The list of rooms. */
	record Rooms(List<RoomLine> rooms) implements Reply {
	}

	/**
	 * A room in the list of rooms.
	 *
	 * @param name the room's name
	 * @param members how many are there
	 * @param topic the topic; empty if there is none
	 * @param epoch the epoch of the room's numbers
	 * @param last the number of the last line that was said there; 0 if there is none, or
	 * this server does not know it
	 */
	record RoomLine(String name, long members, String topic, String epoch, long last) {

		/**
		 * Creates the line of a room of which nothing is known that was said.
		 */
		public RoomLine(String name, long members, String topic) {
			this(name, members, topic, "", 0);
		}

	}

	/** The list of commands. */
	record Help(List<Usage> commands) implements Reply {
	}

	/** The syntax and the purpose of a command. */
	record Usage(String usage, String purpose) {
	}

	/**
	 * The server asks for the password of a name.
	 *
	 * @param name the name
	 * @param text what people see
	 */
	record PasswordPrompt(String name, String text) implements Reply {

		/** Asks for the password of an owned name. */
		public static PasswordPrompt of(String name) {
			return new PasswordPrompt(name, "That name is registered. Type its password and press enter!");
		}

	}

	/**
	 * The client is signed in.
	 *
	 * @param account the name of its account
	 * @param operator whether that is an operator's
	 * @param text what people see
	 */
	record SignedIn(String account, boolean operator, String text) implements Reply {

		/**
		 * Creates the event.
		 * @param last the sign-in before this one, or null
		 */
		public static SignedIn of(String account, boolean operator, @Nullable SignIn last) {
			return new SignedIn(account, operator, "You are signed in as " + account + "."
					+ ((last != null) ? " Last time: " + TextLines.of(last) + "." : ""));
		}

	}

	/**
	 * The client's account.
	 *
	 * @param name its name
	 * @param operator whether it is an operator's
	 * @param made when it was made
	 * @param last the last sign-in, or null
	 */
	record Account(String name, boolean operator, Instant made, @Nullable SignIn last) implements Reply {
	}

	/** Who is banned or muted. */
	record Sanctions(List<Sanction> sanctions) implements Reply {
	}

	/** What operators did, the oldest first. */
	record Deeds(List<Deed> deeds) implements Reply {
	}

	/** A message for people. {@link Notices} has those that answer commands. */
	record Notice(String text) implements Reply {
	}

	/** The log of the rooms is away: what is sent waits. */
	record LogAway() implements Reply {

		/** What people see. */
		static final String TEXT = "Lines wait: the room's log is away.";

	}

	/** The log of the rooms is back: what has waited follows. */
	record LogBack() implements Reply {

		/** What people see. */
		static final String TEXT = "The room's log is back.";

	}

	/**
	 * The log has lost events of the room. Its numbers begin anew after one of them.
	 *
	 * @param room the room's name
	 * @param epoch names the numbering from now on
	 * @param seq the number of the last event that is not lost
	 */
	record Renewed(String room, String epoch, long seq) implements Reply {

		/**
		 * Returns what people see.
		 */
		String text() {
			return "The room starts anew; what was said after #" + this.seq + " is lost.";
		}

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
