package io.chatroom.client;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Formats local times, and tracks the date of the lines shown so far.
 */
final class DayClock {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

	private final Clock clock;

	private Instant latest;

	private LocalDate day;

	/**
	 * Creates a clock that starts with today's date.
	 * @param clock the current time and the user's time zone
	 */
	DayClock(Clock clock) {
		this.clock = clock;
		this.latest = clock.instant();
		this.day = LocalDate.ofInstant(this.latest, clock.getZone());
	}

	/**
	 * Returns the current time, or the time of the latest line if that is later: the
	 * server's clock may be ahead of this machine's.
	 */
	Instant now() {
		Instant now = this.clock.instant();
		return now.isAfter(this.latest) ? now : this.latest;
	}

	/**
	 * Returns the local time of day, such as {@code 12:04}.
	 */
	String time(Instant at) {
		return TIME.format(LocalTime.ofInstant(at, this.clock.getZone()));
	}

	/**
	 * Advances to the date of the next line.
	 * @param at the time of the line that is shown next
	 * @return the new date as text, null if it is the date of the previous line
	 */
	@Nullable String newDay(Instant at) {
		this.latest = at.isAfter(this.latest) ? at : this.latest;
		LocalDate next = LocalDate.ofInstant(at, this.clock.getZone());
		boolean turned = !next.equals(this.day);
		this.day = next;
		return turned ? DAY.format(next) : null;
	}

}
