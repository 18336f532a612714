package io.chatroom.client;

import java.io.IOException;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

import io.chatroom.client.LoadProgress.Stage;

/** Follows what a run costs the server, by the server's own metrics. Main thread only. */
final class ServerWatch {

	private final ServerMetrics metrics;

	private final LoadProgress progress;

	private final PrintStream err;

	private final Map<Stage, Sample> samples = new EnumMap<>(Stage.class);

	/** Begins before the first connection; fails when there are no metrics. */
	ServerWatch(ServerMetrics metrics, LoadProgress progress, PrintStream err) throws IOException {
		this.metrics = metrics;
		this.progress = progress;
		this.err = err;
		this.samples.put(Stage.CONNECTING, new Sample(metrics.read(), 0));
	}

	void reached(Stage stage) {
		try {
			long before = this.progress.delivered();
			ServerMetrics.Reading reading = this.metrics.read();
			// The server looked at its clock somewhere in between.
			this.samples.put(stage, new Sample(reading, before + (this.progress.delivered() - before) / 2));
		}
		catch (IOException ex) {
			this.err.println("load: " + ex.getMessage());
		}
	}

	ServerCost cost() {
		Sample start = sample(Stage.MEASURING);
		Sample end = sample(Stage.MEASURED);
		long delivered = end.delivered() - start.delivered();
		OptionalDouble from = start.reading().cpuNanos();
		OptionalDouble to = end.reading().cpuNanos();
		OptionalDouble perDelivery = (delivered > 0 && from.isPresent() && to.isPresent())
				? OptionalDouble.of((to.getAsDouble() - from.getAsDouble()) / delivered) : OptionalDouble.empty();
		return new ServerCost(perDelivery, sample(Stage.CONNECTING).reading(), sample(Stage.CONNECTED).reading(),
				end.reading());
	}

	private Sample sample(Stage stage) {
		return this.samples.getOrDefault(stage, new Sample(ServerMetrics.Reading.NONE, 0));
	}

	private record Sample(ServerMetrics.Reading reading, long delivered) {
	}

	/**
	 * What a run cost the server.
	 *
	 * @param cpuNanosPerDelivery CPU time of the whole server process, by its deliveries
	 * in the same time
	 * @param before the metrics before the first connection
	 * @param connected with every client connected
	 * @param after at the end of the measurement
	 */
	record ServerCost(OptionalDouble cpuNanosPerDelivery, ServerMetrics.Reading before, ServerMetrics.Reading connected,
			ServerMetrics.Reading after) {
	}

}
