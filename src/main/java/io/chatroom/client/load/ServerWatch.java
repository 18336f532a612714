package io.chatroom.client.load;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.chatroom.client.load.LoadProgress.Stage;

/**
 * Measures what a run costs the server, from the server's metrics. Used by the main
 * thread only.
 */
final class ServerWatch {

	private static final long HEAP_EVERY = TimeUnit.MILLISECONDS.toNanos(500);

	private final ServerMetrics metrics;

	private final LoadProgress progress;

	private final PrintStream err;

	private final LongSupplier nanoTime;

	private final Map<Stage, Sample> samples = new EnumMap<>(Stage.class);

	private final List<HeapUse.Sample> heap = new ArrayList<>();

	private long measuringFrom;

	private long heapReadAt;

	/**
	 * Takes the first reading, before any client connects. Fails if there are no metrics.
	 */
	ServerWatch(ServerMetrics metrics, LoadProgress progress, PrintStream err, LongSupplier nanoTime)
			throws IOException {
		this.metrics = metrics;
		this.progress = progress;
		this.err = err;
		this.nanoTime = nanoTime;
		this.samples.put(Stage.CONNECTING, new Sample(metrics.read(), 0));
	}

	void reached(Stage stage) {
		if (stage == Stage.MEASURING) {
			this.measuringFrom = this.nanoTime.getAsLong();
		}
		try {
			long before = this.progress.delivered();
			ServerMetrics.Reading reading = read(stage);
			// The server read its CPU time at some moment during the request.
			this.samples.put(stage, new Sample(reading, before + (this.progress.delivered() - before) / 2));
		}
		catch (IOException ex) {
			this.err.println("load: " + ex.getMessage());
		}
	}

	/** Reads the used heap every 500 ms during the measurement. */
	void follow(Stage stage) {
		if (stage != Stage.MEASURING || this.nanoTime.getAsLong() - this.heapReadAt < HEAP_EVERY) {
			return;
		}
		try {
			read(stage);
		}
		catch (IOException ex) {
			this.err.println("load: " + ex.getMessage());
		}
	}

	private ServerMetrics.Reading read(Stage stage) throws IOException {
		this.heapReadAt = this.nanoTime.getAsLong();
		ServerMetrics.Reading reading = this.metrics.read();
		if (stage == Stage.MEASURING || stage == Stage.MEASURED) {
			double second = (this.heapReadAt - this.measuringFrom) / 1e9;
			reading.heapBytes().ifPresent((bytes) -> this.heap.add(new HeapUse.Sample(second, bytes)));
		}
		return reading;
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
				end.reading(), new HeapUse(List.copyOf(this.heap)));
	}

	private Sample sample(Stage stage) {
		return this.samples.getOrDefault(stage, new Sample(ServerMetrics.Reading.NONE, 0));
	}

	private record Sample(ServerMetrics.Reading reading, long delivered) {
	}

	/**
	 * What a run cost the server.
	 *
	 * @param cpuNanosPerDelivery CPU time of the server process divided by the deliveries
	 * in the same time
	 * @param before the metrics before the first connection
	 * @param connected the metrics with all clients connected
	 * @param after the metrics at the end of the measurement
	 * @param heap the used heap during the measurement
	 */
	record ServerCost(OptionalDouble cpuNanosPerDelivery, ServerMetrics.Reading before, ServerMetrics.Reading connected,
			ServerMetrics.Reading after, HeapUse heap) {
	}

}
