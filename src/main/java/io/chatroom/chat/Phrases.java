package io.chatroom.chat;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import io.chatroom.chat.Command.Usage;
import io.chatroom.chat.RoomEvent.Emoted;
import io.chatroom.chat.RoomEvent.Joined;
import io.chatroom.chat.RoomEvent.Left;
import io.chatroom.chat.RoomEvent.Renamed;
import io.chatroom.chat.RoomEvent.Said;

/**
 * Every sentence that the server says. Immutable.
 */
public final class Phrases {

	/** Asks for a name. */
	static final String GREETING = "Greetings from the ChatRoom! Now type your name and press enter!";

	/** Answers a polite goodbye. */
	static final String QUIT = "#quit";

	static final String TOO_MANY_TRIES = "Too many tries. Goodbye!";

	static final String GOING_DOWN = "The server is going down. Goodbye!";

	/** On the port for TLS, to one that speaks something else. */
	public static final String NOT_TLS = "This port speaks TLS. Connect with TLS, or to the plain port.";

	/** The last words to one for whom too much waits. */
	public static final String EVICTED_FOR_OVERFLOW = "You read too slowly: too much is waiting for you. Goodbye!";

	/** The last words to one who takes nothing. */
	public static final String EVICTED_FOR_STALL = "You have read nothing for too long. Goodbye!";

	/** The last words to one who cannot come in now. */
	public static final String TOO_MANY_CONNECTIONS = "Too many connections. Try again later.";

	/** The last words to one who gives no name. */
	public static final String NAMELESS_FOR_TOO_LONG = "You have not given a name in time. Goodbye!";

	/** The last words to one who says nothing, where that is not liked. */
	public static final String SILENT_FOR_TOO_LONG = "You have said nothing for too long. Goodbye!";

	private static final String ANOTHER_NAME = " Type another name and press enter!";

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
		};
	}

	String of(NameRefusal refusal) {
		return switch (refusal) {
			case TAKEN -> "That name is taken.";
			case MALFORMED -> "A name has 1 to 24 letters, digits, '_', '-' or '.'.";
			case RESERVED -> "That name is reserved.";
		} + ANOTHER_NAME;
	}

	String of(Refusal refusal) {
		return switch (refusal) {
			case TOO_LONG -> "That line is over " + this.maxLineLength + " bytes; it was not sent.";
			case NOT_UTF8 -> "That line is not valid UTF-8; it was not sent.";
		};
	}

	String welcome(Name name) {
		return "Welcome " + name + "! If you ever want to quit, type #quit to exit.";
	}

	String here(Collection<Name> names) {
		return names.size() + " here: " + names.stream().map(Name::text).collect(Collectors.joining(", "));
	}

	List<String> help(List<Usage> table) {
		return table.stream().map((usage) -> "%-16s %s".formatted(usage, usage.purpose())).toList();
	}

	String usage(Usage usage) {
		return "Usage: " + usage;
	}

	String unknown(String word) {
		return "Unknown command " + word + ". Type #help for the commands, or #" + word + " to say it.";
	}

	String to(Name receiver, String text) {
		return "[to " + receiver + "] " + text;
	}

	String from(Name sender, String text) {
		return "[from " + sender + "] " + text;
	}

	String nobody(String name) {
		return "Nobody here is called " + name + ".";
	}

}
