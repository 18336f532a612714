package io.chatroom.client;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import io.chatroom.client.ServerEvent.Again;
import io.chatroom.client.ServerEvent.Emoted;
import io.chatroom.client.ServerEvent.Help;
import io.chatroom.client.ServerEvent.Members;
import io.chatroom.client.ServerEvent.Notice;
import io.chatroom.client.ServerEvent.Refused;
import io.chatroom.client.ServerEvent.Renamed;
import io.chatroom.client.ServerEvent.Said;
import io.chatroom.client.ServerEvent.Told;
import io.chatroom.client.ServerEvent.Usage;
import org.jspecify.annotations.Nullable;

/**
 * A line that the user or the program typed, as it is sent to the server. Immutable.
 *
 * @param text the text without control characters
 * @param slashed whether the leading # was typed as a slash
 */
record OwnLine(String text, boolean slashed) {

	static final OwnLine QUIT = of("#quit");

	/** Codes of the refusals that quote commands. */
	private static final Set<String> OF_COMMANDS = Set.of("unknown-command", "usage");

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
			case Refused refused when this.slashed && OF_COMMANDS.contains(refused.code()) ->
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
		return word().equals("#quit");
	}

	/**
	 * Returns whether this line would change the format or the event number that this
	 * client relies on.
	 */
	boolean isOfTheClient() {
		return word().equals("#format") || word().equals("#resume");
	}

	/**
	 * Returns whether an event is this line, as broadcast to the room or delivered to
	 * both parties of a private message.
	 */
	boolean cameBackAs(ServerEvent event, @Nullable String me) {
		return switch (event) {
			case Said said -> said.from().equals(me) && word().isEmpty() && said.text().equals(spoken());
			case Emoted emoted -> emoted.from().equals(me) && word().equals("#me") && emoted.text().equals(words(2));
			case Renamed renamed -> renamed.from().equals(me) && word().equals("#nick");
			case Told told -> told.mine() && word().equals("#msg") && told.text().equals(words(3));
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
			case Members members -> word().equals("#who");
			case Help help -> word().equals("#help");
			case Again again -> word().equals("#history");
			case Notice notice -> word().equals("#history");
			default -> false;
		};
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
