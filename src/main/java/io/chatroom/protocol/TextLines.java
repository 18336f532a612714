package io.chatroom.protocol;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import io.chatroom.protocol.Reply.Account;
import io.chatroom.protocol.Reply.Bye;
import io.chatroom.protocol.Reply.Deeds;
import io.chatroom.protocol.Reply.Entered;
import io.chatroom.protocol.Reply.Help;
import io.chatroom.protocol.Reply.LogAway;
import io.chatroom.protocol.Reply.LogBack;
import io.chatroom.protocol.Reply.Members;
import io.chatroom.protocol.Reply.Notice;
import io.chatroom.protocol.Reply.PasswordPrompt;
import io.chatroom.protocol.Reply.Prompt;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.RoomLine;
import io.chatroom.protocol.Reply.Renewed;
import io.chatroom.protocol.Reply.Rooms;
import io.chatroom.protocol.Reply.Sanctions;
import io.chatroom.protocol.Reply.SignedIn;
import io.chatroom.protocol.Reply.Told;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Moved;
import io.chatroom.protocol.RoomEvent.Removed;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.RoomEvent.TopicSet;
import org.jspecify.annotations.Nullable;

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
	public static final int MAX_NAMES = 100;

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
			case Entered entered -> entered(entered);
			case Told told -> List.of((told.sent() ? "[to " + told.to() : "[from " + told.from()) + "] " + told.text());
			case Members members -> List.of(members(members));
			case Rooms rooms -> rooms.rooms().stream().map(TextLines::of).toList();
			case Help help -> help.commands()
				.stream()
				.map((command) -> String.format(Locale.ROOT, "%-22s %s", command.usage(), command.purpose()))
				.toList();
			case Notice notice -> List.of(notice.text());
			case LogAway away -> List.of(LogAway.TEXT);
			case LogBack back -> List.of(LogBack.TEXT);
			case Renewed renewed -> List.of(renewed.text());
			case Refused refused -> List.of(refused.text());
			case PasswordPrompt prompt -> List.of(prompt.text());
			case SignedIn signedIn -> List.of(signedIn.text());
			case Account account -> List.of(account(account));
			case Sanctions sanctions -> sanctions.sanctions().isEmpty() ? List.of("Nobody is banned or muted.")
					: sanctions.sanctions().stream().map(TextLines::of).toList();
			case Deeds deeds -> deeds.deeds().isEmpty() ? List.of("No operator did anything yet.")
					: deeds.deeds().stream().map(TextLines::of).toList();
			case Bye bye -> List.of(bye.text());
		};
	}

	/**
	 * Renders an event of the room.
	 * @return a line, without its line end
	 */
	public static String of(RoomEvent event) {
		return switch (event) {
			case Joined(String name, String address, String room) ->
				name + ((address != null) ? " from [" + address + "]" : "") + " has joined "
						+ ((room != null) ? room : "the chat") + "!";
			case Said said -> said.from() + ": " + said.text();
			case Emoted emoted -> "* " + emoted.from() + " " + emoted.text();
			case Renamed renamed -> renamed.from() + " is now known as " + renamed.to() + ".";
			case TopicSet(String from, String text) ->
				from + (text.isEmpty() ? " has cleared the topic." : " has set the topic: " + text);
			case Moved moved -> moved.name() + " has gone to " + moved.to() + ".";
			case Left left -> left.name() + " has left the chat.";
			case Removed(String name, String by, String reason) ->
				name + " was removed by " + by + (reason.isEmpty() ? "." : ": " + reason);
			case Announced announced -> "[server] " + announced.text();
		};
	}

	private static List<String> entered(Entered entered) {
		String line = "You are in " + entered.room() + ". " + names("here", entered.names(), entered.members());
		return entered.topic().isEmpty() ? List.of(line) : List.of(line, topic(entered.topic()));
	}

	/**
	 * Renders the topic of a room.
	 */
	static String topic(String topic) {
		return "Topic: " + topic;
	}

	private static String members(Members members) {
		String room = members.room();
		return names((room != null) ? "in " + room : "here", members.names(), members.names().size() + members.more());
	}

	private static String names(String where, List<String> names, long count) {
		int shown = Math.min(MAX_NAMES, names.size());
		String line = String.format(Locale.ROOT, "%,d %s: ", count, where) + String.join(", ", names.subList(0, shown));
		return (count > shown) ? line + String.format(Locale.ROOT, ", and %,d more", count - shown) : line;
	}

	private static String of(RoomLine room) {
		String line = String.format(Locale.ROOT, "%s (%,d)", room.name(), room.members());
		return room.topic().isEmpty() ? line : line + ": " + room.topic();
	}

	private static String account(Account account) {
		SignIn last = account.last();
		return account.name() + " is yours since " + UtcTime.of(account.made()) + "."
				+ ((last != null) ? " Your last sign-in: " + of(last) + "." : "")
				+ (account.operator() ? " You are an operator." : "");
	}

	static String of(SignIn signIn) {
		return UtcTime.of(signIn.at()) + " from " + signIn.address();
	}

	private static String of(Sanction sanction) {
		return sanction.subject() + " is " + sanction.kind().word() + until(sanction.until()) + " by " + sanction.by()
				+ reason(sanction.reason());
	}

	/**
	 * Renders what an operator did.
	 * @return a line, without its line end
	 */
	public static String of(Deed deed) {
		return UtcTime.of(deed.at()) + " " + deed.by() + " " + deed.action().word() + " " + deed.subject()
				+ until(deed.until()) + reason(deed.reason());
	}

	private static String until(@Nullable Instant until) {
		return (until != null) ? " until " + UtcTime.end(until) : "";
	}

	/**
	 * Renders the end of a sentence about a sanction.
	 */
	static String reason(String reason) {
		return reason.isEmpty() ? "." : ": " + reason;
	}

	/**
	 * Renders who joined and left a big room lately.
	 * @param joined how many joined
	 * @param left how many left
	 * @param here how many are here now
	 * @return a line, without its line end
	 */
	public static String digest(int joined, int left, int here) {
		String joins = (joined > 0) ? String.format(Locale.ROOT, "%,d joined", joined) : "";
		String leaves = (left > 0) ? String.format(Locale.ROOT, "%,d left", left) : "";
		String both = (joined > 0 && left > 0) ? joins + ", " + leaves : joins + leaves;
		return both + String.format(Locale.ROOT, "; %,d are here.", here);
	}

}
