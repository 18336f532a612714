package io.chatroom.protocol;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import io.chatroom.protocol.Reply.Bye;
import io.chatroom.protocol.Reply.Help;
import io.chatroom.protocol.Reply.Members;
import io.chatroom.protocol.Reply.Notice;
import io.chatroom.protocol.Reply.Prompt;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.Told;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomEvent.Said;

/**
 * Renders events in {@link Format#TEXT}, as docs/protocol.md describes.
 */
public final class TextLines {

	/** Begins the first line of every version of the server. */
	public static final String SALUTATION = "Greetings from the ChatRoom!";

	/** Asks for a name. */
	public static final String GREETING = SALUTATION + " Now type your name and press enter!";

	/** Sent to a client that does not speak TLS on the port for TLS. */
	public static final String NOT_TLS = "This port speaks TLS. Connect with TLS, or to the plain port.";

	/** Sent to a client that is rejected because the server is full. */
	public static final String TOO_MANY_CONNECTIONS = "Too many connections. Try again later.";

	/** Maximum number of names in a line. */
	static final int MAX_NAMES = 100;

	private static final DateTimeFormatter TIME = DateTimeFormatter
		.ofPattern("'['uuuu-MM-dd HH:mm:ss'Z] '", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private TextLines() {
	}

	/**
	 * Renders an event.
	 * @return lines, without their line ends
	 */
	public static List<String> of(ServerEvent event) {
		return switch (event) {
			case Stamped stamped -> List.of(of(stamped.event()));
			case Replayed(Stamped stamped) -> List.of(TIME.format(stamped.at()) + of(stamped.event()));
			case Prompt prompt -> List.of(prompt.text());
			case Welcome welcome ->
				List.of("Welcome " + welcome.name() + "! If you ever want to quit, type #quit to exit.");
			case Told told -> List.of((told.sent() ? "[to " + told.to() : "[from " + told.from()) + "] " + told.text());
			case Members members -> List.of(here(members));
			case Help help -> help.commands()
				.stream()
				.map((command) -> String.format(Locale.ROOT, "%-17s %s", command.usage(), command.purpose()))
				.toList();
			case Notice notice -> List.of(notice.text());
			case Refused refused -> List.of(refused.text());
			case Bye bye -> List.of(bye.text());
		};
	}

	/**
	 * Renders an event of the room.
	 * @return a line, without its line end
	 */
	public static String of(RoomEvent event) {
		return switch (event) {
			case Joined(String name, String address) ->
				name + ((address != null) ? " from [" + address + "]" : "") + " has joined the chat!";
			case Said said -> said.from() + ": " + said.text();
			case Emoted emoted -> "* " + emoted.from() + " " + emoted.text();
			case Renamed renamed -> renamed.from() + " is now known as " + renamed.to() + ".";
			case Left left -> left.name() + " has left the chat.";
			case Announced announced -> "[server] " + announced.text();
		};
	}

	private static String here(Members members) {
		List<String> names = members.names();
		int shown = Math.min(MAX_NAMES, names.size());
		long count = names.size() + members.more();
		String line = String.format(Locale.ROOT, "%,d here: ", count) + String.join(", ", names.subList(0, shown));
		return (count > shown) ? line + String.format(Locale.ROOT, ", and %,d more", count - shown) : line;
	}

}
