package io.chatroom.client;

import java.util.Locale;
import java.util.regex.Pattern;

import io.chatroom.protocol.CommandSyntax;
import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Replayed;
import io.chatroom.protocol.Reply.Help;
import io.chatroom.protocol.Reply.Members;
import io.chatroom.protocol.Reply.Notice;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.Told;
import io.chatroom.protocol.Reply.Usage;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomEvent.Said;
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
			case Refused refused when this.slashed
					&& (refused.is(RefusalReason.UNKNOWN_COMMAND) || refused.is(RefusalReason.USAGE)) ->
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
		return is(CommandSyntax.QUIT);
	}

	/**
	 * Returns whether this line would change the format or the event number that this
	 * client relies on.
	 */
	boolean isOfTheClient() {
		return is(CommandSyntax.FORMAT) || is(CommandSyntax.RESUME);
	}

	/**
	 * Returns whether an event is this line, as broadcast to the room or delivered to
	 * both parties of a private message.
	 */
	boolean cameBackAs(ServerEvent event, @Nullable String me) {
		return switch (event) {
			case Stamped stamped when stamped.event() instanceof Said said ->
				said.from().equals(me) && word().isEmpty() && said.text().equals(spoken());
			case Stamped stamped when stamped.event() instanceof Emoted emoted ->
				emoted.from().equals(me) && is(CommandSyntax.ME) && emoted.text().equals(words(2));
			case Stamped stamped when stamped.event() instanceof Renamed renamed ->
				renamed.from().equals(me) && is(CommandSyntax.NICK);
			case Told told -> told.sent() && is(CommandSyntax.MSG) && told.text().equals(words(3));
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
			case Members members -> is(CommandSyntax.WHO);
			case Help help -> is(CommandSyntax.HELP);
			case Replayed replayed -> is(CommandSyntax.HISTORY);
			case Notice notice -> is(CommandSyntax.HISTORY);
			default -> false;
		};
	}

	private boolean is(CommandSyntax command) {
		return word().equals(command.word());
	}

	private String word() {
		boolean command = this.text.startsWith("#") && !isSaidWithout();
		return command ? this.text.strip().split("\\s+", 2)[0].toLowerCase(Locale.ROOT) : "";
	}

	private String spoken() {
		return isSaidWithout() ? this.text.substring(1) : this.text;
	}

	/**
	 * Returns whether the server removes the first character and sends the rest as text.
	 */
	private boolean isSaidWithout() {
		return this.text.startsWith("##") || this.text.startsWith("#/");
	}

	/**
	 * Returns the rest of the text from the given word on, counted from 1. Empty if there
	 * are fewer words.
	 */
	private String words(int which) {
		String[] words = this.text.strip().split("\\s+", which);
		return (words.length == which) ? words[which - 1] : "";
	}

}
