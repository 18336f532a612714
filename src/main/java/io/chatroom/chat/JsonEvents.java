package io.chatroom.chat;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

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
import io.chatroom.protocol.Format;
import io.chatroom.protocol.JsonLine;

/**
 * Renders events and replies in {@link Format#JSON}, as docs/json-mode.md describes.
 * Immutable.
 */
final class JsonEvents {

	private static final DateTimeFormatter MILLISECONDS = new DateTimeFormatterBuilder().appendInstant(3)
		.toFormatter(Locale.ROOT);

	private final Phrases phrases;

	JsonEvents(Phrases phrases) {
		this.phrases = phrases;
	}

	String of(Stamped stamped) {
		return stamped.json(this::render);
	}

	/**
	 * Renders what happened before, for one who was not told, or forgot.
	 */
	String again(Stamped stamped) {
		String line = of(stamped);
		return line.substring(0, line.length() - 1) + ",\"replayed\":true}";
	}

	private String render(Stamped stamped) {
		JsonLine line = switch (stamped.event()) {
			case Joined joined -> {
				JsonLine join = stamp("joined", stamped).with("name", joined.name().text());
				yield this.phrases.showsAddress() ? join.with("address", joined.address()) : join;
			}
			case Said said -> stamp("said", stamped).with("from", said.name().text()).with("text", said.text());
			case Emoted emoted ->
				stamp("emoted", stamped).with("from", emoted.name().text()).with("text", emoted.action());
			case Renamed renamed ->
				stamp("renamed", stamped).with("from", renamed.from().text()).with("to", renamed.to().text());
			case Left left -> stamp("left", stamped).with("name", left.name().text());
			case Announced announced -> stamp("notice", stamped).with("text", announced.text());
		};
		return line.toString();
	}

	private static JsonLine stamp(String event, Stamped stamped) {
		return JsonLine.event(event).with("seq", stamped.seq()).with("at", time(stamped.at()));
	}

	private static String time(long at) {
		return MILLISECONDS.format(Instant.ofEpochMilli(at));
	}

	List<String> of(Reply reply) {
		return (reply instanceof Members members) ? members(members.names()) : List.of(line(reply));
	}

	/**
	 * Names so many in a line that no line is long.
	 */
	private static List<String> members(Collection<Name> names) {
		List<Name> left = List.copyOf(names);
		List<String> lines = new ArrayList<>();
		while (!left.isEmpty()) {
			List<Name> some = left.subList(0, Math.min(Phrases.MOST_NAMES, left.size()));
			left = left.subList(some.size(), left.size());
			JsonLine line = JsonLine.event("members").with("names", some);
			lines.add((left.isEmpty() ? line : line.with("more", left.size())).toString());
		}
		return lines;
	}

	private static String line(Reply reply) {
		return switch (reply) {
			case Prompt prompt -> JsonLine.event("prompt")
				.with("room", prompt.room())
				.with("seq", prompt.seq())
				.with("text", Phrases.GREETING)
				.toString();
			case Welcome welcome -> JsonLine.event("welcome")
				.with("room", welcome.room())
				.with("seq", welcome.seq())
				.with("name", welcome.name().text())
				.with("members", welcome.members())
				.toString();
			case Told told -> JsonLine.event("told")
				.with("at", time(told.at()))
				.with("from", told.from().text())
				.with("to", told.to().text())
				.with("text", told.text())
				.toString();
			case Members members -> throw new IllegalArgumentException("Takes more than a line");
			case Help help -> JsonLine.event("help")
				.with("commands", help.commands().stream().map(JsonEvents::command).toList())
				.toString();
			case Notice notice -> JsonLine.event("notice").with("text", notice.text()).toString();
			case Refused refused -> refusal(refused).toString();
			case Bye bye -> bye.reason().lastWords(Format.JSON, bye.text());
		};
	}

	private static JsonLine refusal(Refused refused) {
		JsonLine line = JsonLine.event("refused")
			.with("code", JsonLine.code(refused.why()))
			.with("text", refused.text());
		Long first = refused.first();
		return (first != null) ? line.with("first", first) : line;
	}

	private static JsonLine command(Usage usage) {
		return new JsonLine().with("usage", usage.toString()).with("purpose", usage.purpose());
	}

}
