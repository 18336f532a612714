package io.chatroom.client;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

import io.chatroom.protocol.Command;
import io.chatroom.protocol.CommandSyntax;
import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Reply.Help;
import io.chatroom.protocol.Reply.Notice;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.Usage;
import io.chatroom.protocol.Request;
import io.chatroom.protocol.SafeText;
import io.chatroom.protocol.ServerEvent;

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
			case Notice notice when this.slashed && command() instanceof Command.Register ->
				new Notice(slashed(notice.text()));
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
	 * Returns this line as it was typed, without a password.
	 */
	String shown() {
		String shown = isSecret() ? this.text.strip().split("\\s", 2)[0] + HIDDEN : this.text;
		return this.slashed ? "/" + shown.substring(1) : shown;
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

	Command command() {
		return Request.parse(this.text).command();
	}

}
