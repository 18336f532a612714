package io.chatroom.client.load;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;

/** One run from the first connection to the last receipt; is the load thread. */
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
	 * What a run found.
	 *
	 * @param connectSeconds until every client had been let in
	 * @param measurement what was counted
	 * @param verdict whether every line arrived
	 * @param gauges whom the server counted after the resets, if that was asked for
	 * @param busy the load thread's share of a core while measuring; near 1 means that
	 * the tool is the limit
	 */
	record Outcome(double connectSeconds, Measurement measurement, Verdict verdict, Optional<Gauges> gauges,
			double busy) {

		boolean flawless() {
			return this.verdict.flawless() && this.gauges.stream().allMatch(Gauges::right);
		}

	}

}
