package io.chatroom.client;

import io.chatroom.protocol.Command;
import io.chatroom.protocol.Replayed;
import io.chatroom.protocol.Reply.Account;
import io.chatroom.protocol.Reply.Deeds;
import io.chatroom.protocol.Reply.Entered;
import io.chatroom.protocol.Reply.Help;
import io.chatroom.protocol.Reply.Members;
import io.chatroom.protocol.Reply.Notice;
import io.chatroom.protocol.Reply.PasswordPrompt;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.Rooms;
import io.chatroom.protocol.Reply.Sanctions;
import io.chatroom.protocol.Reply.SignedIn;
import io.chatroom.protocol.Reply.Told;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.RoomEvent.TopicSet;
import io.chatroom.protocol.ServerEvent;
import io.chatroom.protocol.Stamped;
import org.jspecify.annotations.Nullable;

/**
 * Tells which events answer a line of the user, and which are the line itself.
 */
final class Answers {

	private Answers() {
	}

	/**
	 * Returns whether an event is the line, as broadcast to the room or delivered to both
	 * parties of a private message, or is the move that it asked for.
	 * @param me the name that the line was sent with
	 */
	static boolean isItself(OwnLine line, ServerEvent event, @Nullable String me) {
		Command command = line.command();
		return switch (event) {
			case Stamped stamped -> isItself(command, stamped.event(), me);
			case Entered entered -> command instanceof Command.Join;
			case Told told -> told.sent() && command instanceof Command.Msg msg && told.text().equals(msg.text());
			default -> false;
		};
	}

	private static boolean isItself(Command command, RoomEvent event, @Nullable String me) {
		return switch (event) {
			case Said said ->
				said.from().equals(me) && command instanceof Command.Say say && said.text().equals(say.text());
			case Emoted emoted -> emoted.from().equals(me) && command instanceof Command.Me action
					&& emoted.text().equals(action.action());
			case Renamed renamed -> renamed.from().equals(me) && command instanceof Command.Nick;
			case Announced announced ->
				command instanceof Command.Announce announce && announced.text().equals(announce.text());
			case TopicSet set ->
				set.from().equals(me) && command instanceof Command.Topic topic && set.text().equals(topic.text());
			default -> false;
		};
	}

	/**
	 * Returns whether an event answers a line, if that is the oldest one without an
	 * answer.
	 */
	static boolean isTo(OwnLine line, ServerEvent event) {
		Command command = line.command();
		return switch (event) {
			case Refused refused -> true;
			case Members members -> command instanceof Command.Who;
			case Rooms rooms -> command instanceof Command.Rooms;
			case Help help -> command instanceof Command.Help;
			case PasswordPrompt prompt -> command instanceof Command.Login;
			case SignedIn signedIn -> command instanceof Command.Login;
			case Account account -> command instanceof Command.Account;
			case Sanctions sanctions -> command instanceof Command.Bans;
			case Deeds deeds -> command instanceof Command.Log;
			case Replayed replayed -> command instanceof Command.History;
			case Notice notice -> mayBeAnsweredByNotice(command);
			default -> false;
		};
	}

	/**
	 * Returns whether a notice may answer a command. One that follows a welcome is the
	 * message of the day.
	 */
	private static boolean mayBeAnsweredByNotice(Command command) {
		return switch (command) {
			case Command.Say say -> false;
			case Command.Me action -> false;
			case Command.Nick nick -> false;
			case Command.Msg msg -> false;
			case Command.Join join -> false;
			case Command.Who who -> false;
			case Command.Rooms rooms -> false;
			case Command.Help help -> false;
			case Command.Quit quit -> false;
			case Command.Login login -> false;
			case Command.Account account -> false;
			case Command.Announce announce -> false;
			case Command.Bans bans -> false;
			case Command.Log log -> false;
			case Command.Topic(String text) -> text == null;
			default -> true;
		};
	}

}
