package io.chatroom.client.load.resume;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/** The faults that were found: how many of each kind, and the first of them. */
final class Faults {

	@GuardedBy("this")
	private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);

	@GuardedBy("this")
	private final Map<Fault, String> first = new EnumMap<>(Fault.class);

	void add(Fault fault, String example) {
		add(fault, 1, example);
	}

	synchronized void add(Fault fault, long count, String example) {
		this.counts.merge(fault, count, Long::sum);
		this.first.putIfAbsent(fault, example);
	}

	synchronized boolean isEmpty() {
		return this.counts.isEmpty();
	}

	/** One sentence for each kind of fault. */
	synchronized List<String> sentences() {
		List<String> sentences = new ArrayList<>();
		for (Map.Entry<Fault, Long> entry : this.counts.entrySet()) {
			sentences.add(String.format(Locale.ROOT, "%,d %s; the first: %s", entry.getValue(), entry.getKey().text(),
					this.first.get(entry.getKey())));
		}
		return sentences;
	}

}
