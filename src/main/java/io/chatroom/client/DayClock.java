package io.chatroom.client;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The time where the user is, and the day that the lines shown so far are of.
 */
final class DayClock {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

	private final Clock clock;

	private Instant latest;

	private LocalDate day;

	/**
	 * Begins with the day that it is.
	 * @param clock the time, and where the user is
	 */
	DayClock(Clock clock) {
		this.clock = clock;
		this.latest = clock.instant();
		this.day = LocalDate.ofInstant(this.latest, clock.getZone());
	}

	/**
	 * Returns the time, but never one before what was shown: the server's clock may be
	 * ahead of ours.
	 */
	Instant now() {
		Instant now = this.clock.instant();
		return now.isAfter(this.latest) ? now : this.latest;
	}

	/**
	 * Returns the time of day of a line.
	 */
	String time(Instant at) {
		return TIME.format(LocalTime.ofInstant(at, this.clock.getZone()));
	}

	/**
	 * Turns the page.
	 * @param at the time of a line that is about to be shown
	 * @return what its day is called, null when the line before was of that day too
	 */
	@Nullable String newDay(Instant at) {
		this.latest = at.isAfter(this.latest) ? at : this.latest;
		LocalDate next = LocalDate.ofInstant(at, this.clock.getZone());
		boolean turned = !next.equals(this.day);
		this.day = next;
		return turned ? DAY.format(next) : null;
	}

}
