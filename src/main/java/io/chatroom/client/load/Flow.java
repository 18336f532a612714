package io.chatroom.client.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends lines through the clients in the rooms and measures; each phase has a time limit.
 * Used by the load thread only.
 */
final class Flow {

	private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(20);

	private static final long DRAIN_LIMIT = TimeUnit.SECONDS.toNanos(60);

	private static final long EVICTED_LIMIT = TimeUnit.SECONDS.toNanos(5);

	private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	private final Crowd crowd;

	private final LoadWaits waits;

	private final LoadProgress progress;

	private final List<LoadClient> stalling;

	private final Departures departures;

	private final long measuredFrom;

	private final long measuredTo;

	private final Measurement measurement;

	private final DeliveryCheck check;

	private final Speech speech;

	private final Pace pace;

	private final Hearing hearing;

	private long busyNanos;

	Flow(Crowd crowd, LoadOptions options, LoadWaits waits, LoadProgress progress) {
		this.crowd = crowd;
		this.waits = waits;
		this.progress = progress;
		List<LoadClient> clients = crowd.clients();
		this.stalling = clients.stream().filter((client) -> client.fate() == LoadClient.Fate.STALLS).toList();
		this.departures = new Departures(options, clients);
		for (int sender = 0; sender < options.senders(); sender++) {
			clients.get(options.watcher(sender)).seen().watch(sender);
		}
		SentLines sent = new SentLines(options);
		this.check = new DeliveryCheck(options, clients, sent, this.departures);
		long start = System.nanoTime();
		this.measuredFrom = start + options.warmup().toNanos();
		this.measuredTo = this.measuredFrom + options.measured().toNanos();
		this.measurement = new Measurement(this.measuredFrom, options.measured().toNanos());
		this.speech = new Speech(crowd, options, sent, this.measurement);
		this.pace = options.closedLoop() ? new ClosedLoop(this.speech, options.senders(), options.window())
				: new OpenLoop(this.speech, options.senders(), options.rate(), start);
		this.hearing = new Hearing(options, sent, this.measurement, this.check, this.departures, this.pace, progress);
	}

	void warmUpAndMeasure() throws IOException {
		this.stalling.forEach(LoadClient::stall);
		flowUntil(this.measuredFrom);
		this.progress.reached(LoadProgress.Stage.MEASURING);
		long before = this.threads.getCurrentThreadCpuTime();
		flowUntil(this.measuredFrom + (this.measuredTo - this.measuredFrom) / 2);
		this.departures.happen();
		flowUntil(this.measuredTo);
		this.busyNanos = this.threads.getCurrentThreadCpuTime() - before;
		this.progress.reached(LoadProgress.Stage.MEASURED);
		this.pace.sayDue(this.measuredTo - 1);
		this.speech.end();
	}

	private void flowUntil(long time) throws IOException {
		long now = System.nanoTime();
		while (now - time < 0) {
			this.pace.sayDue(now);
			this.crowd.turn(Math.min(this.pace.nanosToNext(now), time - now), this.hearing);
			this.hearing.requireAnyone();
			now = System.nanoTime();
			this.measurement.tick(now);
		}
	}

	/** Waits until the lines in flight have arrived. */
	void drain() throws IOException {
		long start = System.nanoTime();
		while (!this.check.complete() && !this.crowd.quiet(start, this.waits.drained())
				&& System.nanoTime() - start < DRAIN_LIMIT) {
			this.crowd.turn(LOOK, this.hearing);
		}
		this.measurement.finish();
	}

	/**
	 * Reads what the server sent to the stalled clients, to find out whether it has
	 * evicted them.
	 */
	void lookForEvicted() throws IOException {
		this.stalling.forEach(LoadClient::resume);
		long start = System.nanoTime();
		while (!this.stalling.stream().allMatch(LoadClient::gone) && !this.crowd.quiet(start, this.waits.evicted())
				&& System.nanoTime() - start < EVICTED_LIMIT) {
			this.crowd.turn(LOOK, this.hearing);
		}
	}

	/** Reads the server's gauges until they match {@code left}, within a time limit. */
	Gauges gauges(ServerMetrics metrics, int left) throws IOException {
		long start = System.nanoTime();
		Gauges gauges = Gauges.of(metrics.read(), left);
		while (!gauges.right() && System.nanoTime() - start < this.waits.gauges().toNanos()) {
			this.crowd.turn(LOOK, this.hearing);
			gauges = Gauges.of(metrics.read(), left);
		}
		return gauges;
	}

	Measurement measurement() {
		return this.measurement;
	}

	Verdict verdict() {
		return this.hearing.verdict();
	}

	double busy() {
		return (double) this.busyNanos / (this.measuredTo - this.measuredFrom);
	}

}
