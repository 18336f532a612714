package io.chatroom.chat;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.chatroom.protocol.Format;
import org.jspecify.annotations.Nullable;

/**
 * What a member's line asks for. A line whose first character is {@code #} is a command;
 * {@code ##text} says {@code #text}, and {@code #/text} says {@code /text}.
 */
sealed interface Command {

	/** The commands, in the order in which {@code #help} shows them. */
	List<Usage> TABLE = List.of(new Usage("#help", "", "shows this list", (words) -> new Help()),
			new Usage("#who", "", "shows who is here", (words) -> new Who()),
			new Usage("#nick", "NAME", "takes another name", Nick::of),
			new Usage("#me", "ACTION", "says what you do: * alice waves", Me::of),
			new Usage("#msg", "NAME TEXT", "says something to one person alone", Msg::of),
			new Usage("#history", "[N]", "shows what was said last, N lines of it", LookBack::of),
			new Usage("#format", "json|text", "json is for programs", Switch::of),
			new Usage("#quit", "", "leaves the room", (words) -> new Quit()));

	/** A command that only programs have a use for. */
	Usage RESUME = new Usage("#resume", "SEQ [ROOM]", "tells what came after", Resume::of);

	/**
	 * Reads a line.
	 * @param line a line that is not blank
	 * @return what it asks for
	 */
	static Command parse(String line) {
		if (!line.startsWith("#")) {
			Slip slip = Slip.of(line);
			return (slip != null) ? slip : new Say(line);
		}
		if (line.startsWith("##") || line.startsWith("#/")) {
			return new Say(line.substring(1));
		}
		String[] words = split(line);
		Optional<Usage> usage = find(words[0]);
		if (usage.isEmpty()) {
			return new Unknown(words[0]);
		}
		Command command = usage.get().reading().apply(words[1]);
		return (command != null) ? command : new Misused(usage.get());
	}

	private static Optional<Usage> find(String word) {
		String small = word.toLowerCase(Locale.ROOT);
		return Stream.concat(TABLE.stream(), Stream.of(RESUME))
			.filter((usage) -> usage.word().equals(small))
			.findFirst();
	}

	/**
	 * Splits off the first word.
	 * @return the word and what follows it, both perhaps empty
	 */
	private static String[] split(String text) {
		String[] words = text.strip().split("\\s+", 2);
		return (words.length == 2) ? words : new String[] { words[0], "" };
	}

	/**
	 * Reads a number.
	 * @return a number that is not negative, or null when it is none
	 */
	private static @Nullable Long number(String word) {
		return word.matches("[0-9]{1,18}") ? Long.valueOf(word) : null;
	}

	/** Says a line to all. */
	record Say(String text) implements Command {
	}

	/** Asks for the commands. */
	record Help() implements Command {
	}

	/** Asks who is here. */
	record Who() implements Command {
	}

	/** Takes another name. */
	record Nick(String name) implements Command {

		static @Nullable Command of(String words) {
			return words.isEmpty() ? null : new Nick(words);
		}

	}

	/** Does something. */
	record Me(String action) implements Command {

		static @Nullable Command of(String words) {
			return words.isEmpty() ? null : new Me(words);
		}

	}

	/** Says something to one member. */
	record Msg(String name, String text) implements Command {

		static @Nullable Command of(String words) {
			String[] parts = split(words);
			return parts[1].isEmpty() ? null : new Msg(parts[0], parts[1]);
		}

	}

	/** Asks for the lines that were said last. */
	record LookBack(int lines) implements Command {

		private static final int USUAL = 20;

		static @Nullable Command of(String words) {
			Long lines = words.isEmpty() ? Long.valueOf(USUAL) : number(words);
			return (lines == null || lines == 0) ? null : new LookBack((int) Math.min(lines, Integer.MAX_VALUE));
		}

	}

	/** Takes another format. */
	record Switch(Format format) implements Command {

		static @Nullable Command of(String words) {
			return switch (words.toLowerCase(Locale.ROOT)) {
				case "text" -> new Switch(Format.TEXT);
				case "json" -> new Switch(Format.JSON);
				default -> null;
			};
		}

	}

	/**
	 * Asks for what happened since the connection was lost.
	 *
	 * @param seq the number of the last event that was seen
	 * @param room the room in which it was seen, if that was said
	 */
	record Resume(long seq, @Nullable String room) implements Command {

		static @Nullable Command of(String words) {
			String[] parts = split(words);
			Long seq = number(parts[0]);
			return (seq != null) ? new Resume(seq, parts[1].isEmpty() ? null : parts[1]) : null;
		}

	}

	/** Leaves. */
	record Quit() implements Command {
	}

	/**
	 * A command that was not typed as one: with blanks before it, or with a slash. It is
	 * not said, since it may be meant for one person, or for nobody.
	 *
	 * @param word the command's word, with its {@code #}
	 * @param literal how the same word is said: {@code ##who} or {@code #/who}
	 */
	record Slip(String word, String literal) implements Command {

		/**
		 * Any space, what has no width, such as the byte order mark, and what is empty.
		 */
		private static final String BLANK = "\\p{IsWhite_Space}\\p{Cf}\\u2800\\u3164\\u115f\\u1160\\uffa0\\u034f\\ufe00-\\ufe0f";

		/** The marks are also the wide and small ones, and the other slashes. */
		private static final Pattern FORM = Pattern.compile(
				"[" + BLANK + "]*+(?:[#\uff03\ufe5f]|([/\uff0f\u2215\u2044]))[" + BLANK + "]*+([^" + BLANK + ":,]++)");

		/**
		 * Reads a line that does not begin with {@code #}.
		 * @return null when it does not begin like a command
		 */
		static @Nullable Slip of(String line) {
			Matcher form = FORM.matcher(line);
			if (!form.lookingAt()) {
				return null;
			}
			String mark = (form.group(1) != null) ? "#/" : "##";
			return find("#" + Normalizer.normalize(form.group(2), Form.NFKC)).map(Usage::word)
				.map((word) -> new Slip(word, mark + word.substring(1)))
				.orElse(null);
		}

	}

	/** A word that is no command, as it was typed. */
	record Unknown(String word) implements Command {
	}

	/** A command whose words are missing. */
	record Misused(Usage usage) implements Command {
	}

}
