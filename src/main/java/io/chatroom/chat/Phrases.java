package io.chatroom.chat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.chatroom.chat.Reply.Bye;
import io.chatroom.chat.Reply.Help;
import io.chatroom.chat.Reply.Members;
import io.chatroom.chat.Reply.Notice;
import io.chatroom.chat.Reply.Prompt;
import io.chatroom.chat.Reply.Refused;
import io.chatroom.chat.Reply.Told;
import io.chatroom.chat.Reply.Welcome;
import io.chatroom.chat.RoomEvent.Announced;
import io.chatroom.chat.RoomEvent.Emoted;
import io.chatroom.chat.RoomEvent.Joined;
import io.chatroom.chat.RoomEvent.Left;
import io.chatroom.chat.RoomEvent.Renamed;
import io.chatroom.chat.RoomEvent.Said;
import io.chatroom.protocol.CloseReason;

/**
 * Every sentence that the server says, but its {@link CloseReason}s. Immutable.
 */
public final class Phrases {

	/** Asks for a name. */
	public static final String GREETING = "Greetings from the ChatRoom! Now type your name and press enter!";

	static final String NOTHING_SAID = "Nothing was said yet.";

	static final Refused NEEDS_JSON = new Refused(Trouble.NEEDS_JSON, "#resume needs #format json.");

	/** On the port for TLS, to one that speaks something else. */
	public static final String NOT_TLS = "This port speaks TLS. Connect with TLS, or to the plain port.";

	/** At the door, to one who cannot come in now. */
	public static final String TOO_MANY_CONNECTIONS = "Too many connections. Try again later.";

	/** Stock telnet drops the bytes 0x85 and 0x9d, which many letters have. */
	private static final String USE_BINARY = " If you use telnet, type ^] then \"toggle binary\", or use nc.";

	/** How many names one line has at most. */
	static final int MOST_NAMES = 100;

	private static final String ANOTHER_NAME = " Type another name and press enter!";

	private static final DateTimeFormatter TIME = DateTimeFormatter
		.ofPattern("'['uuuu-MM-dd HH:mm:ss'Z] '", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private final boolean showAddress;

	private final int maxLineLength;

	/**
	 * Creates the sentences.
	 * @param showAddress whether all see where someone joins from
	 * @param maxLineLength the longest line that is accepted, in bytes
	 */
	public Phrases(boolean showAddress, int maxLineLength) {
		this.showAddress = showAddress;
		this.maxLineLength = maxLineLength;
	}

	String of(RoomEvent event) {
		return switch (event) {
			case Joined joined ->
				joined.name() + (this.showAddress ? " from [" + joined.address() + "]" : "") + " has joined the chat!";
			case Said said -> said.name() + ": " + said.text();
			case Emoted emoted -> "* " + emoted.name() + " " + emoted.action();
			case Renamed renamed -> renamed.from() + " is now known as " + renamed.to() + ".";
			case Left left -> left.name() + " has left the chat.";
			case Announced announced -> "[server] " + announced.text();
		};
	}

	/**
	 * Says what happened before, with its time.
	 */
	String again(Stamped stamped) {
		return TIME.format(Instant.ofEpochMilli(stamped.at())) + of(stamped.event());
	}

	List<String> of(Reply reply) {
		return switch (reply) {
			case Prompt prompt -> List.of(GREETING);
			case Welcome welcome ->
				List.of("Welcome " + welcome.name() + "! If you ever want to quit, type #quit to exit.");
			case Told told -> List.of(told.sent() ? "[to " + told.to() + "] " + told.text()
					: "[from " + told.from() + "] " + told.text());
			case Members members -> List.of(here(members.names()));
			case Help help -> help.commands()
				.stream()
				.map((usage) -> String.format(Locale.ROOT, "%-17s %s", usage, usage.purpose()))
				.toList();
			case Notice notice -> List.of(notice.text());
			case Refused refused -> List.of(refused.text());
			case Bye bye -> List.of(bye.text());
		};
	}

	Refused of(NameRefusal refusal) {
		return new Refused(refusal, switch (refusal) {
			case TAKEN -> "That name is taken.";
			case MALFORMED -> "A name has 1 to 24 letters, digits, '_', '-' or '.'.";
			case RESERVED -> "That name is reserved.";
		} + ANOTHER_NAME);
	}

	/**
	 * Refuses a line that cannot be read.
	 * @param withRemedy whether to add what helps, which a connection is told once
	 */
	Refused of(Refusal refusal, boolean withRemedy) {
		return new Refused(refusal, switch (refusal) {
			case TOO_LONG -> "That line is over " + this.maxLineLength + " bytes; it was not sent.";
			case NOT_UTF8 -> "That line is not valid UTF-8; it was not sent." + (withRemedy ? USE_BINARY : "");
		});
	}

	private static String here(Collection<Name> names) {
		String line = String.format(Locale.ROOT, "%,d here: ", names.size())
				+ names.stream().limit(MOST_NAMES).map(Name::text).collect(Collectors.joining(", "));
		int more = names.size() - MOST_NAMES;
		return (more > 0) ? line + String.format(Locale.ROOT, ", and %,d more", more) : line;
	}

	Refused usage(Usage usage) {
		return new Refused(Trouble.USAGE, "Usage: " + usage);
	}

	Refused unknown(String word) {
		return new Refused(Trouble.UNKNOWN_COMMAND,
				"Unknown command " + word + ". Type #help for the commands, or #" + word + " to say it.");
	}

	Refused notSent(Command.Slip slip) {
		return new Refused(Trouble.LOOKS_LIKE_COMMAND,
				"Not sent. Type " + slip.word() + " to run the command, or " + slip.literal() + " to say it.");
	}

	Refused nobody(String name) {
		return new Refused(Trouble.NOBODY, "Nobody here is called " + name + ".");
	}

	Refused tooOld(long seq, long first) {
		return new Refused(Trouble.TOO_OLD,
				"What came after " + seq + " is no longer kept; the first is " + first + ".", first);
	}

	Refused tooNew(long seq, long first) {
		return new Refused(Trouble.TOO_NEW, "There was no " + seq + " yet; the first that is kept is " + first + ".",
				first);
	}

	Refused otherRoom(long first) {
		return new Refused(Trouble.OTHER_ROOM,
				"The room is a new one since then; the first that is kept is " + first + ".", first);
	}

	Bye kicked(String why) {
		return new Bye(CloseReason.KICKED, "An operator has sent you away: " + why + " Goodbye!");
	}

	int maxLineLength() {
		return this.maxLineLength;
	}

	boolean showsAddress() {
		return this.showAddress;
	}

}
