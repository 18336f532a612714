package io.chatroom.protocol;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Whom an operator mutes or bans, for how long, and why.
 *
 * @param subject the name or the addresses as typed
 * @param length for how long, or null until it is lifted
 * @param reason why, or empty
 */
public record Sentence(String subject, @Nullable Duration length, String reason) {

	private static final Pattern LENGTH = Pattern.compile("([0-9]{1,6})([smhdw])");

	private static final Duration LONGEST = Duration.ofDays(3650);

	/**
	 * Parses the arguments.
	 * @return null if the subject is missing, or the length is none
	 */
	static @Nullable Sentence read(String words) {
		String[] parts = Command.split(words);
		if (parts[0].isEmpty()) {
			return null;
		}
		String[] rest = Command.split(parts[1]);
		if (rest[0].isEmpty() || !Character.isDigit(rest[0].charAt(0))) {
			return new Sentence(parts[0], null, parts[1]);
		}
		// a length that is written in another way must not become one without an end
		Duration length = length(rest[0]);
		return (length != null) ? new Sentence(parts[0], length, rest[1]) : null;
	}

	/**
	 * Parses a length.
	 * @param text such as {@code 10m}, {@code 2h} or {@code 7d}
	 * @return the length, or null if it is none, or longer than ten years
	 */
	public static @Nullable Duration length(String text) {
		Matcher form = LENGTH.matcher(text.toLowerCase(Locale.ROOT));
		Duration length = form.matches() ? length(Long.parseLong(form.group(1)), form.group(2)) : Duration.ZERO;
		return (length.isPositive() && length.compareTo(LONGEST) <= 0) ? length : null;
	}

	private static Duration length(long count, String unit) {
		return switch (unit) {
			case "s" -> Duration.ofSeconds(count);
			case "m" -> Duration.ofMinutes(count);
			case "h" -> Duration.ofHours(count);
			case "d" -> Duration.ofDays(count);
			default -> Duration.ofDays(7 * count);
		};
	}

}
