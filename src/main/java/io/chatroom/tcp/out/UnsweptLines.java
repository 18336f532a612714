package io.chatroom.tcp.out;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lines that were appended to logs which lanes of one writer follow, and that it has not
 * swept. Used on the writer's thread, except {@link #add} and {@link #bytes}.
 */
final class UnsweptLines {

	/** Lines that the writer has not found. */
	private final Queue<Appended> appended = new ConcurrentLinkedQueue<>();

	/** How many bytes all lines have. */
	private final AtomicLong bytes = new AtomicLong();

	/** Lines that the next sweep writes. */
	private final List<Appended> found = new ArrayList<>();

	/** The groups of those lines. */
	private final List<LaneGroup> groups = new ArrayList<>();

	/**
	 * Adds a line. Any thread.
	 */
	void add(LaneGroup group, int bytes, Delivery delivery) {
		delivery.begin();
		this.bytes.addAndGet(bytes);
		this.appended.add(new Appended(group, bytes, delivery));
	}

	/**
	 * Returns how many bytes the lines have. Any thread.
	 */
	long bytes() {
		return this.bytes.get();
	}

	/**
	 * Returns whether {@link #find} would find a line.
	 */
	boolean hasNew() {
		return !this.appended.isEmpty();
	}

	/**
	 * Finds the lines that were added, for the next sweep.
	 */
	void find() {
		Appended line = this.appended.poll();
		while (line != null) {
			this.found.add(line);
			if (line.group().grow()) {
				this.groups.add(line.group());
			}
			line = this.appended.poll();
		}
	}

	/**
	 * Returns the groups whose logs have grown by what was found, each once.
	 */
	List<LaneGroup> groups() {
		return this.groups;
	}

	/**
	 * Returns how many lines were found besides the first of each log.
	 */
	int further() {
		return this.found.size() - this.groups.size();
	}

	/**
	 * Removes what was found, because it was swept.
	 */
	void swept() {
		long written = 0;
		for (Appended line : this.found) {
			written += line.bytes();
			line.delivery().end();
		}
		this.found.clear();
		this.groups.clear();
		this.bytes.addAndGet(-written);
	}

	/**
	 * A line that was appended to the log of a group.
	 */
	private record Appended(LaneGroup group, int bytes, Delivery delivery) {
	}

}
