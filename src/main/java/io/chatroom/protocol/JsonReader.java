package io.chatroom.protocol;

import java.text.ParseException;

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
import io.chatroom.protocol.Reply.Usage;
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
 * Parses the lines of the JSON mode (docs/json-mode.md).
 */
public final class JsonReader {

	private JsonReader() {
	}

	/**
	 * Parses one line. Texts are returned as {@link SafeText}.
	 * @return the event, null if the event is unknown
	 * @throws ParseException if the line is not a JSON object
	 */
	public static @Nullable ServerEvent read(String line) throws ParseException {
		JsonObject json = JsonObject.parse(line);
		try {
			return event(json);
		}
		catch (JsonObject.UnknownException ex) {
			return null;
		}
	}

	private static @Nullable ServerEvent event(JsonObject json) {
		String event = json.text("event");
		RoomEvent inRoom = switch (event) {
			case "said" -> new Said(json.text("from"), json.text("text"));
			case "emoted" -> new Emoted(json.text("from"), json.text("text"));
			case "joined" -> new Joined(json.text("name"), json.optionalText("address"),
					json.has("moved") ? json.text("room") : null);
			case "moved" -> new Moved(json.text("name"), json.text("to"));
			case "topic" -> new TopicSet(json.text("from"), json.text("text"));
			case "removed" -> new Removed(json.text("name"), json.text("by"), json.text("reason", ""));
			case "left" -> new Left(json.text("name"));
			case "renamed" -> new Renamed(json.text("from"), json.text("to"));
			case "notice" -> json.has("seq") ? new Announced(json.text("text")) : null;
			default -> null;
		};
		if (inRoom == null) {
			return reply(event, json);
		}
		Stamped stamped = new Stamped(json.text("room"), json.number("seq"), json.time("at"), inRoom);
		return json.has("replayed") ? new Replayed(stamped) : stamped;
	}

	private static @Nullable Reply reply(String event, JsonObject json) {
		return switch (event) {
			case "told" -> new Told(json.time("at"), json.text("from"), json.text("to"), json.text("text"), false);
			case "prompt" -> new Prompt(json.text("room"), json.text("epoch"), json.number("seq"), json.text("text"));
			case "welcome" -> new Welcome(json.text("room"), json.text("epoch"), json.number("seq"), json.text("name"),
					json.number("members"));
			case "entered" -> new Entered(json.text("room"), json.text("epoch"), json.number("seq"),
					json.number("members"), json.texts("names"), json.text("topic"));
			case "refused" ->
				new Refused(json.text("code"), json.text("text"), json.has("first") ? json.number("first") : null);
			case "notice" -> new Notice(json.text("text"));
			case "members" -> new Members(json.optionalText("room"), json.texts("names"), json.number("more", 0));
			case "rooms" -> new Rooms(json.objects("rooms").map(JsonReader::room).toList());
			case "help" -> new Help(json.objects("commands").map(JsonReader::usage).toList());
			case "password" -> new PasswordPrompt(json.text("name"), json.text("text"));
			case "signed-in" -> new SignedIn(json.text("account"), json.flag("operator"), json.text("text"));
			case "account" -> new Account(json.text("account"), json.flag("operator"), json.time("made"),
					json.has("signed-in") ? new SignIn(json.time("signed-in"), json.text("address")) : null);
			case "bans" -> new Sanctions(json.objects("bans").map(JsonReader::sanction).toList());
			case "log" -> new Deeds(json.objects("log").map(JsonReader::deed).toList());
			case "log-away" -> new LogAway();
			case "log-back" -> new LogBack();
			case "renewed" -> new Renewed(json.text("room"), json.text("epoch"), json.number("seq"));
			case "bye" -> new Bye(json.text("code"), json.text("text"));
			default -> null;
		};
	}

	private static Usage usage(JsonObject command) {
		return new Usage(command.text("usage"), command.text("purpose"));
	}

	private static Sanction sanction(JsonObject sanction) {
		return new Sanction(sanction.constant("kind", Sanction.Kind.class), sanction.text("subject"),
				sanction.optionalTime("until"), sanction.text("reason", ""), sanction.text("by"), sanction.time("at"));
	}

	private static Deed deed(JsonObject deed) {
		return new Deed(deed.time("at"), deed.text("by"), deed.constant("action", Deed.Action.class),
				deed.text("subject"), deed.optionalTime("until"), deed.text("reason", ""));
	}

	private static RoomLine room(JsonObject room) {
		boolean spoken = room.has("last");
		return new RoomLine(room.text("name"), room.number("members"), room.text("topic"),
				spoken ? room.text("epoch") : "", spoken ? room.number("last") : 0);
	}

}
