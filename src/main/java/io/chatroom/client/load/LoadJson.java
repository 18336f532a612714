package io.chatroom.client.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import org.HdrHistogram.Histogram;

/**
 * Writes a run as one flat JSON object of numbers. Unknown values are left out. The keys
 * are:
 * <ul>
 * <li>{@code clients}, {@code rooms}, {@code senders}, {@code window} (lines in flight
 * per sender), {@code rate} (lines per second, 0 for a closed loop), {@code size}
 * (bytes), {@code seconds} (measured), {@code stalled}, {@code resetting}</li>
 * <li>{@code connectSeconds}, {@code sent} (lines in the whole run),
 * {@code sentPerSecond}, {@code deliveredPerSecond}</li>
 * <li>{@code lost}, {@code surplus} and {@code strays} (receipts), {@code disordered},
 * {@code disconnected} and {@code evicted} (clients), {@code leavesLost} and
 * {@code leavesSurplus} (receipts of leave lines)</li>
 * <li>{@code serverConnected} and {@code serverMembers} (the server's counts after the
 * resets)</li>
 * <li>{@code latencyMicrosP50}, {@code P99}, {@code P999}, {@code Max}</li>
 * <li>{@code loadThreadBusy} (share of a core)</li>
 * <li>with the server's metrics: {@code serverCpuMicrosPerDelivery},
 * {@code serverHeapBytesBefore}, {@code Connected}, {@code After} and the same for
 * {@code serverNonHeapBytes}, {@code serverHeapBytesMin}, {@code Max}, {@code Last},
 * {@code FirstFloor} and {@code LastFloor} (the minimum of the first and of the last
 * third of the measured time), and the lists {@code serverHeapSecond} and
 * {@code serverHeapBytes} with all samples</li>
 * <li>the lists {@code intervalSecond}, {@code intervalDeliveredPerSecond},
 * {@code intervalMicrosP50}, {@code P99}, {@code Max}, with one number for each interval
 * of the measured time</li>
 * </ul>
 */
final class LoadJson {

	private final List<String> members = new ArrayList<>();

	private LoadJson() {
	}

	static String of(LoadResult result) {
		LoadJson json = new LoadJson();
		json.options(result.options());
		json.verdict(result.outcome().verdict());
		json.measurement(result.outcome().measurement());
		json.add("connectSeconds", result.outcome().connectSeconds());
		result.outcome().gauges().ifPresent(json::gauges);
		json.add("loadThreadBusy", result.outcome().busy());
		result.server().ifPresent(json::server);
		return json.members.stream().collect(Collectors.joining(",\n  ", "{\n  ", "\n}\n"));
	}

	private void options(LoadOptions options) {
		add("clients", options.clients());
		add("rooms", options.rooms());
		add("senders", options.senders());
		add("window", options.closedLoop() ? options.window() : 0);
		add("rate", options.rate());
		add("size", options.size());
		add("seconds", options.measured().toMillis() / 1e3);
		add("stalled", options.stalled());
		add("resetting", options.resetting());
	}

	private void verdict(Verdict verdict) {
		add("sent", verdict.sent());
		add("lost", verdict.lines().lost());
		add("surplus", verdict.lines().surplus());
		add("leavesLost", verdict.leaves().lost());
		add("leavesSurplus", verdict.leaves().surplus());
		add("strays", verdict.strays());
		add("disordered", verdict.disordered());
		add("disconnected", verdict.disconnected());
		add("evicted", verdict.evicted());
	}

	private void measurement(Measurement measurement) {
		add("sentPerSecond", measurement.sentPerSecond());
		add("deliveredPerSecond", measurement.deliveredPerSecond());
		Histogram latency = measurement.latency();
		add("latencyMicrosP50", latency.getValueAtPercentile(50) / 1e3);
		add("latencyMicrosP99", latency.getValueAtPercentile(99) / 1e3);
		add("latencyMicrosP999", latency.getValueAtPercentile(99.9) / 1e3);
		add("latencyMicrosMax", latency.getMaxValue() / 1e3);
		List<Measurement.Interval> intervals = measurement.intervals();
		add("intervalSecond", intervals, Measurement.Interval::second);
		add("intervalDeliveredPerSecond", intervals, Measurement.Interval::deliveredPerSecond);
		add("intervalMicrosP50", intervals, (interval) -> interval.p50() / 1e3);
		add("intervalMicrosP99", intervals, (interval) -> interval.p99() / 1e3);
		add("intervalMicrosMax", intervals, (interval) -> interval.max() / 1e3);
	}

	private void gauges(Gauges gauges) {
		gauges.connected().ifPresent((count) -> add("serverConnected", count));
		gauges.members().ifPresent((count) -> add("serverMembers", count));
	}

	private void server(ServerWatch.ServerCost cost) {
		cost.cpuNanosPerDelivery().ifPresent((nanos) -> add("serverCpuMicrosPerDelivery", nanos / 1e3));
		memory("Before", cost.before());
		memory("Connected", cost.connected());
		memory("After", cost.after());
		if (!cost.heap().samples().isEmpty()) {
			heap(cost.heap());
		}
	}

	private void heap(HeapUse heap) {
		add("serverHeapBytesMin", heap.all().getMin());
		add("serverHeapBytesMax", heap.all().getMax());
		add("serverHeapBytesLast", heap.last());
		add("serverHeapBytesFirstFloor", heap.firstFloor());
		add("serverHeapBytesLastFloor", heap.lastFloor());
		add("serverHeapSecond", heap.samples(), HeapUse.Sample::second);
		add("serverHeapBytes", heap.samples(), HeapUse.Sample::bytes);
	}

	private void memory(String when, ServerMetrics.Reading reading) {
		reading.heapBytes().ifPresent((bytes) -> add("serverHeapBytes" + when, bytes));
		reading.nonHeapBytes().ifPresent((bytes) -> add("serverNonHeapBytes" + when, bytes));
	}

	private void add(String key, long value) {
		this.members.add("\"" + key + "\": " + value);
	}

	private void add(String key, double value) {
		this.members.add("\"" + key + "\": " + number(value));
	}

	private <T> void add(String key, List<T> parts, ToDoubleFunction<T> value) {
		this.members.add(parts.stream()
			.map((part) -> number(value.applyAsDouble(part)))
			.collect(Collectors.joining(", ", "\"" + key + "\": [", "]")));
	}

	private static String number(double value) {
		return (value == Math.rint(value)) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.3f", value);
	}

}
