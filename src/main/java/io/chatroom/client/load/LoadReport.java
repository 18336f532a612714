package io.chatroom.client.load;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

import io.chatroom.client.load.resume.ResumeResult;
import org.HdrHistogram.Histogram;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

/** Prints the results of a run as a table. */
final class LoadReport {

	// Slightly above chat.limits.messages-per-second, whose default is 5.
	private static final double LIMITED_PER_SECOND = 6;

	private final PrintStream out;

	LoadReport(PrintStream out) {
		this.out = out;
	}

	void print(LoadResult result) {
		LoadOptions options = result.options();
		Measurement measurement = result.outcome().measurement();
		Verdict verdict = result.outcome().verdict();
		this.out.println(title(options));
		row("connected", format(ROOT, "%,d in %.2f s", options.clients(), result.outcome().connectSeconds()));
		row("sent/s", format(ROOT, "%,.0f", measurement.sentPerSecond()));
		hint(options, measurement).ifPresent((hint) -> row("", hint));
		row("delivered/s", format(ROOT, "%,.0f", measurement.deliveredPerSecond()));
		row("every line", verdict.sentence() + (several(options) && verdict.flawless() ? " in each room" : ""));
		// a right server may also send what no load line depends on, as the count of
		// joins
		if (!verdict.flawless()) {
			verdict.note().ifPresent((note) -> row("", note));
		}
		print(measurement.latency());
		if (options.stalled() > 0) {
			row("stalled evicted", format(ROOT, "%,d of %,d", verdict.evicted(), options.stalled()));
		}
		if (options.resetting() > 0) {
			row("leave lines", format(ROOT, "%,d resets, %s", options.resetting(), verdict.leaves().right()
					? "each reported to everyone, once" : "not all reported to everyone, once"));
		}
		result.outcome().gauges().ifPresent(this::print);
		result.server().ifPresent(this::print);
		row("load thread", format(ROOT, "%.0f %% of a core", result.outcome().busy() * 100));
	}

	/** Prints a run in which the clients resumed. */
	void print(LoadOptions options, ResumeResult result) {
		this.out.println(title(options));
		row("sent", format(ROOT, "%s, %,d confirmed", Verdict.count(result.sent(), "line"), result.confirmed()));
		row("connections", format(ROOT, "%s lost and resumed", Verdict.count(result.returns(), "connection")));
		row("histories", format(ROOT, "of %,d of %s compared", result.histories(),
				Verdict.count(options.servers().size(), "server")));
		if (result.flawless()) {
			row("verdict", format(ROOT, "right: each of %s is the same everywhere, without a gap;",
					Verdict.count(result.events(), "event")));
			row("", "no line was said twice; every confirmed line is in the history");
		}
		else {
			row("verdict", "WRONG");
			result.faults().forEach((fault) -> row("", fault));
		}
	}

	static String title(LoadOptions options) {
		String pace = options.closedLoop() ? format(ROOT, "%,d in flight each", options.window())
				: format(ROOT, "%,.1f lines/s", options.rate());
		return format(ROOT, "%s (%s), %s%s, %s, %s, %,d bytes a line, %.1f s", servers(options), options.dialect(),
				Verdict.count(options.clients(), "client"),
				several(options) ? " in " + Verdict.count(options.rooms(), "room") : "",
				Verdict.count(options.senders(), "sender"), pace, options.size(), options.measured().toMillis() / 1e3);
	}

	private static String servers(LoadOptions options) {
		return options.servers()
			.stream()
			.map((server) -> server.getHostString() + ":" + server.getPort())
			.collect(Collectors.joining(", "));
	}

	private static boolean several(LoadOptions options) {
		return options.rooms() > 1;
	}

	private static Optional<String> hint(LoadOptions options, Measurement measurement) {
		double each = measurement.sentPerSecond() / options.senders();
		if (!options.closedLoop() || each > LIMITED_PER_SECOND) {
			return Optional.empty();
		}
		return Optional.of(format(ROOT,
				"%.1f from each sender; if the server limits them, start it with --chat.limits.messages-per-second=0",
				each));
	}

	private void print(Gauges gauges) {
		row("server counts", format(ROOT, "%s connected, %s members; %,d are left", count(gauges.connected()),
				count(gauges.members()), gauges.left()));
	}

	private void print(Histogram latency) {
		row("latency p50", time(latency.getValueAtPercentile(50)));
		row("latency p99", time(latency.getValueAtPercentile(99)));
		row("latency p99.9", time(latency.getValueAtPercentile(99.9)));
		row("latency max", time(latency.getMaxValue()));
	}

	private void print(ServerWatch.ServerCost cost) {
		OptionalDouble cpu = cost.cpuNanosPerDelivery();
		row("server CPU", cpu.isPresent() ? format(ROOT, "%.3f us per delivery", cpu.getAsDouble() / 1e3) : "unknown");
		row("server heap", memory(cost.before().heapBytes(), cost.connected().heapBytes(), cost.after().heapBytes()));
		row("server non-heap",
				memory(cost.before().nonHeapBytes(), cost.connected().nonHeapBytes(), cost.after().nonHeapBytes()));
		if (!cost.heap().samples().isEmpty()) {
			print(cost.heap());
		}
	}

	private void print(HeapUse heap) {
		row("heap in use", format(ROOT, "%s to %s while measured, %s last", megabytes(heap.all().getMin()),
				megabytes(heap.all().getMax()), megabytes(heap.last())));
		row("heap floor", format(ROOT, "%s in the first third, %s in the last", megabytes(heap.firstFloor()),
				megabytes(heap.lastFloor())));
	}

	private void row(String name, String value) {
		this.out.println(format(ROOT, "  %-16s %s", name, value));
	}

	private static String time(long nanos) {
		return format(ROOT, "%,.3f ms", nanos / 1e6);
	}

	private static String memory(OptionalDouble before, OptionalDouble connected, OptionalDouble after) {
		return String.format(Locale.ROOT, "%s before, %s connected, %s after", megabytes(before), megabytes(connected),
				megabytes(after));
	}

	private static String megabytes(OptionalDouble bytes) {
		return bytes.isPresent() ? megabytes(bytes.getAsDouble()) : "unknown";
	}

	private static String megabytes(double bytes) {
		return format(ROOT, "%,.1f MB", bytes / 1e6);
	}

	private static String count(OptionalDouble count) {
		return count.isPresent() ? format(ROOT, "%,.0f", count.getAsDouble()) : "unknown";
	}

}
