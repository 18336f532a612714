package io.chatroom.client.load;

import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * The server's heap in use while measured. Garbage is in it, so what tells whether more
 * is kept is how its floor moves.
 *
 * @param samples in the order of time
 */
record HeapUse(List<Sample> samples) {

	DoubleSummaryStatistics all() {
		return range(this.samples);
	}

	double last() {
		return this.samples.getLast().bytes();
	}

	/** The least of the first third. */
	double firstFloor() {
		return range(this.samples.subList(0, third())).getMin();
	}

	/** The least of the last third. */
	double lastFloor() {
		return range(this.samples.subList(this.samples.size() - third(), this.samples.size())).getMin();
	}

	private int third() {
		return Math.max(1, this.samples.size() / 3);
	}

	private static DoubleSummaryStatistics range(List<Sample> samples) {
		return samples.stream().mapToDouble(Sample::bytes).summaryStatistics();
	}

	/**
	 * What was in use at one time.
	 *
	 * @param second counted from the beginning of the measurement
	 * @param bytes what was in use
	 */
	record Sample(double second, double bytes) {
	}

}
