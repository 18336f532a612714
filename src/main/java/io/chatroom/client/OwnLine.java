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
 * A line that was typed here, as the server is to understand it. Immutable.
 *
 * @param text without what the server would take out
 * @param slashed whether it was typed with a slash where it has its first #
 */
record OwnLine(String text, boolean slashed) {

	static final OwnLine QUIT = of("#quit");

	/** Those of the answers that speak of commands. */
	private static final Set<String> OF_COMMANDS = Set.of("unknown-command", "usage");

	/** What a terminal without completion makes of the key for it. */
	private static final Pattern TABS = Pattern.compile("^\\t+(?=[#/])");

	private static final Pattern MARK = Pattern.compile("(?<!\\S)#(?=#?\\S)");

	/**
	 * Returns a line of a program, which is understood as it is.
	 */
	static OwnLine of(String text) {
		return new OwnLine(SafeText.of(text), false);
	}

	/**
	 * Returns a line of a person, for whom a slash begins a command, as it does
	 * elsewhere. So two become {@code #/}, with which the server says one.
	 */
	static OwnLine typed(String line) {
		String text = TABS.matcher(SafeText.of(line)).replaceFirst("");
		return text.startsWith("/") ? new OwnLine("#" + text.substring(1), true) : new OwnLine(text, false);
	}

	/**
	 * Returns the answer to it, with the mark that commands were typed with.
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
	 * Returns whether it would change how the server speaks to this client.
	 */
	boolean isOfTheClient() {
		return word().equals("#format") || word().equals("#resume");
	}

	/**
	 * Returns whether all see it come back, or both of two do.
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
	 * Returns whether an answer is one to it, given that it is the oldest that has none.
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
	 * Returns whether it is said without its first character.
	 */
	private boolean isSaidWithout() {
		return this.text.startsWith("##") || this.text.startsWith("#/");
	}

	/**
	 * Returns what follows the words before the given one.
	 */
	private String words(int which) {
		String[] words = this.text.strip().split("\\s+", which);
		return (words.length == which) ? words[which - 1] : "";
	}

}
