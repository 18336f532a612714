package io.chatroom.protocol;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Renders times for people, in UTC and to the minute.
 */
final class UtcTime {

	private static final DateTimeFormatter TIME = formatter("HH:mm 'UTC'");

	private static final DateTimeFormatter DAY_AND_TIME = formatter("uuuu-MM-dd HH:mm 'UTC'");

	private UtcTime() {
	}

	private static DateTimeFormatter formatter(String pattern) {
		return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
	}

	/**
	 * Renders a time with its day.
	 */
	static String of(Instant time) {
		return DAY_AND_TIME.format(time);
	}

	/**
	 * Renders when something ends: not earlier than it does.
	 */
	static String end(Instant end) {
		return DAY_AND_TIME.format(roundedUp(end));
	}

	/**
	 * Renders when something ends, without the day if that is today.
	 */
	static String end(Instant end, Instant now) {
		Instant shown = roundedUp(end);
		return (day(shown).equals(day(now)) ? TIME : DAY_AND_TIME).format(shown);
	}

	private static Instant roundedUp(Instant time) {
		Instant minute = time.truncatedTo(ChronoUnit.MINUTES);
		return minute.equals(time) ? time : minute.plus(1, ChronoUnit.MINUTES);
	}

	private static LocalDate day(Instant time) {
		return LocalDate.ofInstant(time, ZoneOffset.UTC);
	}

}
