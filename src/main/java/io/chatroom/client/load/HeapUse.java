package io.chatroom.client.load;

import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * The server's used heap during the measurement. It includes garbage, so a leak shows in
 * how its minimum changes.
 *
 * @param samples the samples, in order of time
 */
record HeapUse(List<Sample> samples) {

	DoubleSummaryStatistics all() {
		return range(this.samples);
	}

	double last() {
		return this.samples.getLast().bytes();
	}

	/** The minimum of the first third. */
	double firstFloor() {
		return range(this.samples.subList(0, third())).getMin();
	}

	/** The minimum of the last third. */
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
	 * The used heap at one time.
	 *
	 * @param second seconds since the start of the measurement
	 * @param bytes bytes in use
	 */
	record Sample(double second, double bytes) {
	}

}
