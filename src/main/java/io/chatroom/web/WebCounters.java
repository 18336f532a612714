package io.chatroom.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Counts sessions, and what was refused. Any thread.
 */
final class WebCounters implements MeterBinder {

	private final Map<WebRefusal, LongAdder> refusals = adders(WebRefusal.values());

	private final Map<SessionEnd, LongAdder> ends = adders(SessionEnd.values());

	private final Supplier<Number> sessions;

	private final int maxSessions;

	/**
	 * Creates counters at zero.
	 * @param sessions returns how many sessions are open
	 */
	WebCounters(Supplier<Number> sessions, int maxSessions) {
		this.sessions = sessions;
		this.maxSessions = maxSessions;
	}

	private static <E> Map<E, LongAdder> adders(E[] reasons) {
		return Arrays.stream(reasons).collect(Collectors.toMap(Function.identity(), (reason) -> new LongAdder()));
	}

	void refused(WebRefusal reason) {
		this.refusals.getOrDefault(reason, new LongAdder()).increment();
	}

	void ended(SessionEnd cause) {
		this.ends.getOrDefault(cause, new LongAdder()).increment();
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("chat.web.sessions", this.sessions).description("Open sessions of browsers").register(registry);
		Gauge.builder("chat.web.sessions.limit", () -> this.maxSessions)
			.description("Maximum number of sessions of browsers")
			.register(registry);
		this.refusals.forEach((reason, count) -> FunctionCounter.builder("chat.web.refused", count, LongAdder::sum)
			.tag("reason", label(reason))
			.description("Refused requests of browsers and programs")
			.register(registry));
		this.ends.forEach((cause, count) -> FunctionCounter.builder("chat.web.sessions.ended", count, LongAdder::sum)
			.tag("cause", label(cause))
			.description("Sessions of browsers that have ended")
			.register(registry));
	}

	private static String label(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

}
