package io.chatroom.client;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The words after {@code connect}, sorted into options and the rest. What they mean is
 * for {@link ConnectArguments}.
 *
 * @param options the options with their values; that of a switch is empty
 * @param patience the time of {@code --wait}, zero without it
 * @param rest the words that are no options
 */
record ConnectWords(Map<String, String> options, Duration patience, List<String> rest) {

	static final Set<String> SWITCHES = Set.of("--tls", "--json", "--no-reconnect", "--no-bell", "--quiet-joins");

	/** Options that need a value, and which. */
	static final Map<String, String> VALUES = Map.of("--ca", "a file", "--cert", "a file", "--key", "a file", "--name",
			"a name", "--password-file", "a file", "--room", "a room", "--color", "auto, always or never");

	private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(ms|s|m|h)");

	/**
	 * Sorts the words. A value follows its option, or is behind {@code =}.
	 * @throws IllegalArgumentException with a message for the user
	 */
	static ConnectWords parse(String... words) {
		Map<String, String> options = new HashMap<>();
		List<String> rest = new ArrayList<>();
		Duration patience = Duration.ZERO;
		for (ListIterator<String> left = List.of(words).listIterator(); left.hasNext();) {
			String word = Decodable.require(left.next());
			String[] option = word.split("=", 2);
			if (!word.startsWith("-")) {
				rest.add(word);
			}
			else if (SWITCHES.contains(word)) {
				options.put(word, "");
			}
			else if (option[0].equals("--wait")) {
				patience = (option.length == 2) ? patience(option[1]) : patience(left);
			}
			else if (VALUES.containsKey(option[0])) {
				options.put(option[0], value(option, left));
			}
			else {
				throw new IllegalArgumentException(String.format(Locale.ROOT, "Unknown option '%s'.", word));
			}
		}
		return new ConnectWords(options, patience, rest);
	}

	/**
	 * Returns the time in the next argument, or forever if that is not a time.
	 */
	private static Duration patience(ListIterator<String> left) {
		String next = left.hasNext() ? left.next() : "";
		if (next.matches("[0-9]+[a-z]*")) {
			return patience(next);
		}
		if (!next.isEmpty()) {
			left.previous();
		}
		return ChronoUnit.FOREVER.getDuration();
	}

	private static Duration patience(String text) {
		Matcher time = TIME.matcher(text);
		if (!time.matches()) {
			throw new IllegalArgumentException(String.format(Locale.ROOT,
					"--wait takes a time such as 30s or 5m, or nothing, but not '%s'.", text));
		}
		return Duration.of(Long.parseLong(time.group(1)), switch (time.group(2)) {
			case "ms" -> ChronoUnit.MILLIS;
			case "m" -> ChronoUnit.MINUTES;
			case "h" -> ChronoUnit.HOURS;
			default -> ChronoUnit.SECONDS;
		});
	}

	private static String value(String[] option, ListIterator<String> left) {
		String value = (option.length == 2) ? option[1] : left.hasNext() ? Decodable.require(left.next()) : "";
		if (value.isBlank()) {
			throw needs(option[0]);
		}
		return value;
	}

	/**
	 * Returns the error for an option without its value.
	 */
	static IllegalArgumentException needs(String option) {
		return new IllegalArgumentException(String.format(Locale.ROOT, "%s needs %s.", option, VALUES.get(option)));
	}

	boolean has(String option) {
		return this.options.containsKey(option);
	}

	/**
	 * Returns the value of an option, null if it is not given.
	 */
	@Nullable String value(String option) {
		return this.options.get(option);
	}

	/**
	 * Returns the value of an option, or another one if it is not given.
	 */
	String value(String option, String otherwise) {
		return this.options.getOrDefault(option, otherwise);
	}

	/**
	 * Returns the value of an option as a file, null if it is not given.
	 */
	@Nullable Path path(String option) {
		String file = value(option);
		return (file != null) ? Path.of(file) : null;
	}

}
