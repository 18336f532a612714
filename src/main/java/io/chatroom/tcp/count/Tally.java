package io.chatroom.tcp.count;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * A counter for each constant of an enum. Any thread.
 *
 * @param <E> the enum
 */
final class Tally<E extends Enum<E>> {

	private final Map<E, LongAdder> counters;

	Tally(Class<E> reasons) {
		this.counters = new EnumMap<>(reasons);
		for (E reason : reasons.getEnumConstants()) {
			this.counters.put(reason, new LongAdder());
		}
	}

	void count(E reason) {
		counter(reason).increment();
	}

	long of(E reason) {
		return counter(reason).sum();
	}

	private LongAdder counter(E reason) {
		return Objects.requireNonNull(this.counters.get(reason));
	}

}
