package io.chatroom.client.load;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Performs one run, from the first connection to the last receipt. Executed by the load
 * thread.
 */
final class LoadRun implements Callable<LoadRun.Outcome> {

	private final LoadOptions options;

	private final LoadWaits waits;

	private final LoadProgress progress;

	LoadRun(LoadOptions options, LoadWaits waits, LoadProgress progress) {
		this.options = options;
		this.waits = waits;
		this.progress = progress;
	}

	@Override
	public Outcome call() throws IOException {
		try (Crowd crowd = new Crowd(this.options)) {
			Gathering gathering = new Gathering(crowd, this.options, this.progress);
			long start = System.nanoTime();
			gathering.letAllIn();
			double connectSeconds = (System.nanoTime() - start) / 1e9;
			gathering.settle(this.waits.settled());
			this.progress.reached(LoadProgress.Stage.CONNECTED);
			Flow flow = new Flow(crowd, this.options, this.waits, this.progress);
			flow.warmUpAndMeasure();
			flow.drain();
			flow.lookForEvicted();
			Optional<Gauges> gauges = Optional.empty();
			if (this.options.resetting() > 0 && this.options.actuator().isPresent()) {
				gauges = Optional.of(flow.gauges(new ServerMetrics(this.options.actuator().get(), this.waits.metrics()),
						this.options.readers()));
			}
			return new Outcome(connectSeconds, flow.measurement(), flow.verdict(), gauges, flow.busy());
		}
	}

	/**
	 * What the clients measured.
	 *
	 * @param connectSeconds seconds until every client was in the room
	 * @param measurement rates and latencies
	 * @param verdict whether every line arrived
	 * @param gauges the server's counts after the resets, if they were requested
	 * @param busy the load thread's share of a core during the measurement; near 1 means
	 * that the load tool is the bottleneck
	 */
	record Outcome(double connectSeconds, Measurement measurement, Verdict verdict, Optional<Gauges> gauges,
			double busy) {

		boolean flawless() {
			return this.verdict.flawless() && this.gauges.stream().allMatch(Gauges::right);
		}

	}

}
