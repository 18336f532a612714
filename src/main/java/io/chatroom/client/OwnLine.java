package io.chatroom.client;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

import io.chatroom.protocol.Command;
import io.chatroom.protocol.CommandSyntax;
import io.chatroom.protocol.RefusalReason;
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
import io.chatroom.protocol.Reply.Usage;
import io.chatroom.protocol.Request;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.RoomEvent.TopicSet;
import io.chatroom.protocol.SafeText;
import io.chatroom.protocol.ServerEvent;
import io.chatroom.protocol.Stamped;
import org.jspecify.annotations.Nullable;

/**
 * A line that the user or the program typed, as it is sent to the server. Immutable.
 *
 * @param text the text without control characters
 * @param slashed whether the leading # was typed as a slash
 */
record OwnLine(String text, boolean slashed) {

	static final OwnLine QUIT = of(CommandSyntax.QUIT.word());

	/** Refusals whose text names commands. */
	private static final Set<RefusalReason> WITH_COMMANDS = EnumSet.of(RefusalReason.UNKNOWN_COMMAND,
			RefusalReason.USAGE, RefusalReason.MAY_NOT_MAKE, RefusalReason.TOO_MANY_ROOMS, RefusalReason.CANNOT_IGNORE);

	/** Commands that hold a password. */
	private static final Set<CommandSyntax> WITH_PASSWORDS = EnumSet.of(CommandSyntax.LOGIN, CommandSyntax.REGISTER,
			CommandSyntax.PASSWORD, CommandSyntax.UNREGISTER);

	private static final String HIDDEN = " ********";

	/** Tabs before a command, typed on a terminal without completion. */
	private static final Pattern TABS = Pattern.compile("^\\t+(?=[#/])");

	private static final Pattern MARK = Pattern.compile("(?<!\\S)#(?=#?\\S)");

	/**
	 * Returns a line of a program, unchanged except for control characters.
	 */
	static OwnLine of(String text) {
		return new OwnLine(SafeText.of(text), false);
	}

	/**
	 * Returns a line that a user typed. A leading slash begins a command, so it becomes
	 * #. Two slashes become {@code #/}, which the server sends to the room as one slash.
	 */
	static OwnLine typed(String line) {
		String text = TABS.matcher(SafeText.of(line)).replaceFirst("");
		return text.startsWith("/") ? new OwnLine("#" + text.substring(1), true) : new OwnLine(text, false);
	}

	/**
	 * Returns the answer to this line, with slashes in its commands if this line was
	 * typed with a slash.
	 */
	ServerEvent inItsWords(ServerEvent answer) {
		return switch (answer) {
			case Refused refused when this.slashed && WITH_COMMANDS.stream().anyMatch(refused::is) ->
				new Refused(refused.code(), slashed(refused.text()), refused.first());
			case Help help when this.slashed -> new Help(help.commands()
				.stream()
				.map((command) -> new Usage(slashed(command.usage()), command.purpose()))
				.toList());
			default -> answer;
		};
	}

	private static String slashed(String text) {
		return MARK.matcher(text).replaceAll("/").replace("/#", "//");
	}

	boolean isBlank() {
		return this.text.isBlank();
	}

	boolean isQuit() {
		return command() instanceof Command.Quit;
	}

	/**
	 * Returns whether this line is {@code #join}, even if its argument is missing. The
	 * lines after it are meant for that room alone.
	 */
	boolean isJoin() {
		return switch (command()) {
			case Command.Join join -> true;
			case Command.Misused(CommandSyntax syntax) -> syntax == CommandSyntax.JOIN;
			default -> false;
		};
	}

	/**
	 * Returns whether this line is {@code #login}. The server may ask for a password
	 * before it takes the next line as one of the chat.
	 */
	boolean isLogin() {
		return command() instanceof Command.Login;
	}

	/**
	 * Returns whether this line holds a password, also when the command was mistyped.
	 * Such a line is neither shown nor kept.
	 */
	boolean isSecret() {
		return switch (command()) {
			case Command.Login login -> login.password() != null;
			case Command.Register register -> register.password() != null;
			case Command.NewPassword change -> true;
			case Command.Unregister unregister -> unregister.password() != null;
			case Command.Misused(CommandSyntax syntax) -> WITH_PASSWORDS.contains(syntax);
			case Command.Unknown(String word) when word.equals("#") && !this.text.substring(1).isBlank() ->
				new OwnLine("#" + this.text.substring(1).strip(), false).isSecret();
			case Command.Slip slip -> WITH_PASSWORDS.stream().anyMatch((syntax) -> syntax.word().equals(slip.word()));
			default -> false;
		};
	}

	/**
	 * Returns whether this line is {@code #register} without its password.
	 */
	boolean lacksPassword() {
		return command() instanceof Command.Misused(CommandSyntax syntax) && syntax == CommandSyntax.REGISTER;
	}

	/**
	 * Returns this line as the user may see it, without a password.
	 */
	String shown() {
		return isSecret() ? this.text.strip().split("\\s", 2)[0] + HIDDEN : this.text;
	}

	/**
	 * Returns whether this line would change the format or the event number that this
	 * client relies on.
	 */
	boolean isOfTheClient() {
		return switch (command()) {
			case Command.Format format -> true;
			case Command.Resume resume -> true;
			case Command.Misused(CommandSyntax syntax) ->
				syntax == CommandSyntax.FORMAT || syntax == CommandSyntax.RESUME;
			default -> false;
		};
	}

	/**
	 * Returns whether an event is this line, as broadcast to the room or delivered to
	 * both parties of a private message, or is the move that it asked for.
	 */
	boolean cameBackAs(ServerEvent event, @Nullable String me) {
		return switch (event) {
			case Stamped stamped -> cameBackAs(stamped.event(), me);
			case Entered entered -> command() instanceof Command.Join;
			case Told told -> told.sent() && command() instanceof Command.Msg msg && told.text().equals(msg.text());
			default -> false;
		};
	}

	private boolean cameBackAs(RoomEvent event, @Nullable String me) {
		return switch (event) {
			case Said said ->
				said.from().equals(me) && command() instanceof Command.Say say && said.text().equals(say.text());
			case Emoted emoted -> emoted.from().equals(me) && command() instanceof Command.Me action
					&& emoted.text().equals(action.action());
			case Renamed renamed -> renamed.from().equals(me) && command() instanceof Command.Nick;
			case Announced announced ->
				command() instanceof Command.Announce announce && announced.text().equals(announce.text());
			case TopicSet set ->
				set.from().equals(me) && command() instanceof Command.Topic topic && set.text().equals(topic.text());
			default -> false;
		};
	}

	/**
	 * Returns whether an event answers this line, if this line is the oldest one without
	 * an answer.
	 */
	boolean isAnsweredBy(ServerEvent event) {
		return switch (event) {
			case Refused refused -> true;
			case Members members -> command() instanceof Command.Who;
			case Rooms rooms -> command() instanceof Command.Rooms;
			case Help help -> command() instanceof Command.Help;
			case PasswordPrompt prompt -> isLogin();
			case SignedIn signedIn -> isLogin();
			case Account account -> command() instanceof Command.Account;
			case Sanctions sanctions -> command() instanceof Command.Bans;
			case Deeds deeds -> command() instanceof Command.Log;
			case Replayed replayed -> command() instanceof Command.History;
			case Notice notice -> mayBeAnsweredByNotice();
			default -> false;
		};
	}

	/**
	 * Returns whether a notice may answer this line. One that follows a welcome is the
	 * message of the day.
	 */
	private boolean mayBeAnsweredByNotice() {
		return switch (command()) {
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

	Command command() {
		return Request.parse(this.text).command();
	}

}
