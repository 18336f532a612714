package io.chatroom.client.load;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.chatroom.client.Decodable;
import io.chatroom.client.UsageException;

/** Parses the options of {@code load}, {@code --name value} or {@code --name=value}. */
final class LoadArguments {

	private static final Set<String> FLAGS = Set.of("--help", "-h", "--resume", "--i-own-this-host");

	private static final Set<String> VALUES = Set.of("--server", "--host", "--port", "--clients", "--rooms",
			"--senders", "--window", "--rate", "--size", "--seconds", "--warmup", "--stalled", "--resetting",
			"--dialect", "--actuator", "--json", "--plot");

	private final Map<String, String> given = new HashMap<>();

	LoadArguments(String... words) {
		for (int i = 0; i < words.length; i++) {
			String[] parts = decodable(words[i]).split("=", 2);
			String name = parts[0];
			if (FLAGS.contains(name) && parts.length == 1) {
				add(name, "");
			}
			else if (!VALUES.contains(name)) {
				throw new UsageException("there is no option " + words[i] + "; --help lists them.");
			}
			else if (parts.length == 2) {
				add(name, parts[1]);
			}
			else if (i + 1 < words.length) {
				add(name, decodable(words[++i]));
			}
			else {
				throw new UsageException(name + " needs a value.");
			}
		}
	}

	private static String decodable(String word) {
		try {
			return Decodable.require(word);
		}
		catch (IllegalArgumentException ex) {
			throw new UsageException(String.valueOf(ex.getMessage()));
		}
	}

	private void add(String name, String value) {
		if (this.given.put(name, value) != null) {
			throw new UsageException(name + " is given twice.");
		}
	}

	boolean has(String name) {
		return this.given.containsKey(name);
	}

	Optional<String> text(String name) {
		return Optional.ofNullable(this.given.get(name));
	}

	int whole(String name, int otherwise, int least, int most) {
		return (int) number(name, otherwise, least, most, true);
	}

	double decimal(String name, double otherwise, double least, double most) {
		return number(name, otherwise, least, most, false);
	}

	private double number(String name, double otherwise, double least, double most, boolean whole) {
		String value = this.given.get(name);
		if (value == null) {
			return otherwise;
		}
		try {
			double number = whole ? Integer.parseInt(value) : Double.parseDouble(value);
			if (number >= least && number <= most) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			throw new UsageException(name + " takes a number, not '" + value + "'.");
		}
		throw new UsageException(
				String.format(Locale.ROOT, "%s is from %s to %s, not %s.", name, plain(least), plain(most), value));
	}

	private static String plain(double number) {
		return (number == Math.rint(number)) ? Long.toString((long) number) : Double.toString(number);
	}

}
