package io.chatroom.protocol;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
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
import io.chatroom.protocol.Reply.Renewed;
import io.chatroom.protocol.Reply.RoomLine;
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
 * Renders events in {@link Format#JSON}, as docs/json-mode.md describes.
 */
public final class JsonLines {

	private static final DateTimeFormatter MILLISECONDS = new DateTimeFormatterBuilder().appendInstant(3)
		.toFormatter(Locale.ROOT);

	private JsonLines() {
	}

	/**
	 * Renders an event.
	 * @return lines, without their line ends
	 */
	public static List<String> of(ServerEvent event) {
		return switch (event) {
			case Stamped stamped -> List.of(of(stamped));
			case Replayed(Stamped stamped) -> List.of(replayed(of(stamped)));
			case Members members when members.names().size() > TextLines.MAX_NAMES -> split(members);
			case Reply reply -> List.of(line(reply).end());
		};
	}

	/**
	 * Renders an event of the room.
	 * @return a line, without its line end
	 */
	public static String of(Stamped stamped) {
		JsonLine line = switch (stamped.event()) {
			case Joined(String name, String address, String room) -> {
				JsonLine join = stamp("joined", stamped).with("name", name);
				join = (address != null) ? join.with("address", address) : join;
				yield (room != null) ? join.with("moved", true) : join;
			}
			case Said said -> stamp("said", stamped).with("from", said.from()).with("text", said.text());
			case Emoted emoted -> stamp("emoted", stamped).with("from", emoted.from()).with("text", emoted.text());
			case Renamed renamed -> stamp("renamed", stamped).with("from", renamed.from()).with("to", renamed.to());
			case TopicSet topic -> stamp("topic", stamped).with("from", topic.from()).with("text", topic.text());
			case Moved moved -> stamp("moved", stamped).with("name", moved.name()).with("to", moved.to());
			case Left left -> stamp("left", stamped).with("name", left.name());
			case Removed removed -> {
				JsonLine gone = stamp("removed", stamped).with("name", removed.name()).with("by", removed.by());
				yield removed.reason().isEmpty() ? gone : gone.with("reason", removed.reason());
			}
			case Announced announced -> stamp("notice", stamped).with("text", announced.text());
		};
		return line.end();
	}

	/**
	 * Marks a rendered event of the room as replayed.
	 */
	public static String replayed(String line) {
		return line.substring(0, line.length() - 1) + ",\"replayed\":true}";
	}

	private static JsonLine stamp(String event, Stamped stamped) {
		return JsonLine.event(event)
			.with("room", stamped.room())
			.with("seq", stamped.seq())
			.with("at", time(stamped.at()));
	}

	private static String time(Instant at) {
		return MILLISECONDS.format(at);
	}

	/**
	 * Renders many names as several events, so that no line is long.
	 */
	private static List<String> split(Members members) {
		List<String> names = members.names();
		List<String> lines = new ArrayList<>();
		for (int from = 0; from < names.size(); from += TextLines.MAX_NAMES) {
			int to = Math.min(names.size(), from + TextLines.MAX_NAMES);
			lines.add(line(new Members(members.room(), names.subList(from, to), names.size() - to + members.more()))
				.end());
		}
		return lines;
	}

	private static JsonLine line(Reply reply) {
		return switch (reply) {
			case Prompt prompt -> JsonLine.event("prompt")
				.with("room", prompt.room())
				.with("epoch", prompt.epoch())
				.with("seq", prompt.seq())
				.with("text", prompt.text());
			case Welcome welcome -> JsonLine.event("welcome")
				.with("room", welcome.room())
				.with("epoch", welcome.epoch())
				.with("seq", welcome.seq())
				.with("name", welcome.name())
				.with("members", welcome.members());
			case Entered entered -> JsonLine.event("entered")
				.with("room", entered.room())
				.with("epoch", entered.epoch())
				.with("seq", entered.seq())
				.with("members", entered.members())
				.with("names", entered.names())
				.with("topic", entered.topic());
			case Told told -> JsonLine.event("told")
				.with("at", time(told.at()))
				.with("from", told.from())
				.with("to", told.to())
				.with("text", told.text());
			case Members members -> {
				JsonLine line = JsonLine.event("members");
				String room = members.room();
				line = ((room != null) ? line.with("room", room) : line).with("names", members.names());
				yield (members.more() > 0) ? line.with("more", members.more()) : line;
			}
			case Rooms rooms -> JsonLine.event("rooms").with("rooms", rooms.rooms(), JsonLines::list);
			case Help help -> JsonLine.event("help")
				.with("commands", help.commands(),
						(line, command) -> line.with("usage", command.usage()).with("purpose", command.purpose()));
			case Notice notice -> JsonLine.event("notice").with("text", notice.text());
			case LogAway away -> JsonLine.event("log-away").with("text", LogAway.TEXT);
			case LogBack back -> JsonLine.event("log-back").with("text", LogBack.TEXT);
			case Renewed renewed -> JsonLine.event("renewed")
				.with("room", renewed.room())
				.with("epoch", renewed.epoch())
				.with("seq", renewed.seq())
				.with("text", renewed.text());
			case Refused refused -> {
				JsonLine line = JsonLine.event("refused").with("code", refused.code()).with("text", refused.text());
				Long first = refused.first();
				yield (first != null) ? line.with("first", first) : line;
			}
			case PasswordPrompt prompt ->
				JsonLine.event("password").with("name", prompt.name()).with("text", prompt.text());
			case SignedIn signedIn -> JsonLine.event("signed-in")
				.with("account", signedIn.account())
				.with("operator", signedIn.operator())
				.with("text", signedIn.text());
			case Account account -> account(account);
			case Sanctions sanctions -> JsonLine.event("bans").with("bans", sanctions.sanctions(), JsonLines::sanction);
			case Deeds deeds -> JsonLine.event("log").with("log", deeds.deeds(), JsonLines::deed);
			case Bye bye -> JsonLine.event("bye").with("code", bye.code()).with("text", bye.text());
		};
	}

	private static JsonLine account(Account account) {
		JsonLine line = JsonLine.event("account")
			.with("account", account.name())
			.with("operator", account.operator())
			.with("made", time(account.made()));
		return withSignIn(line, account.last());
	}

	private static JsonLine withSignIn(JsonLine line, @Nullable SignIn last) {
		return (last != null) ? line.with("signed-in", time(last.at())).with("address", last.address()) : line;
	}

	private static JsonLine sanction(JsonLine line, Sanction sanction) {
		JsonLine given = line.with("kind", JsonLine.code(sanction.kind()))
			.with("subject", sanction.subject())
			.with("by", sanction.by())
			.with("at", time(sanction.at()));
		return withTerms(given, sanction.until(), sanction.reason());
	}

	private static JsonLine deed(JsonLine line, Deed deed) {
		JsonLine done = line.with("at", time(deed.at()))
			.with("by", deed.by())
			.with("action", JsonLine.code(deed.action()))
			.with("subject", deed.subject());
		return withTerms(done, deed.until(), deed.reason());
	}

	private static JsonLine withTerms(JsonLine line, @Nullable Instant until, String reason) {
		JsonLine timed = (until != null) ? line.with("until", time(until)) : line;
		return reason.isEmpty() ? timed : timed.with("reason", reason);
	}

	private static void list(JsonLine line, RoomLine room) {
		line.with("name", room.name()).with("members", room.members()).with("topic", room.topic());
		if (room.last() > 0) {
			line.with("epoch", room.epoch()).with("last", room.last());
		}
	}

}
