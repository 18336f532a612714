package io.chatroom.client.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import io.chatroom.client.load.Measurement.Interval;
import org.HdrHistogram.Histogram;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

/**
 * Draws a run as SVG: deliveries and latency over time, latency by percentile, and the
 * server's heap if known.
 */
final class LoadPlot {

	private static final int TITLE_HEIGHT = 40;

	private static final int MOST_NINES = 5;

	private LoadPlot() {
	}

	static String of(LoadResult result) {
		Measurement measurement = result.outcome().measurement();
		List<String> charts = new ArrayList<>(List.of(deliveries(measurement), latencyOverTime(measurement),
				latencyByPercentile(measurement.latency())));
		result.server()
			.map((server) -> server.heap().samples())
			.filter((samples) -> !samples.isEmpty())
			.ifPresent((samples) -> charts.add(heapOverTime(time(measurement.intervals()), samples)));
		int height = TITLE_HEIGHT + charts.size() * SvgChart.HEIGHT;
		StringBuilder svg = new StringBuilder(format(ROOT, """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" \
				font-family="sans-serif" font-size="12">
				<rect width="%1$d" height="%2$d" fill="#fff"/>
				<text x="20" y="25">%3$s</text>
				""", SvgChart.WIDTH, height, LoadReport.title(result.options())));
		for (int i = 0; i < charts.size(); i++) {
			svg.append("<g transform=\"translate(0 " + (TITLE_HEIGHT + i * SvgChart.HEIGHT) + ")\">\n")
				.append(charts.get(i))
				.append("</g>\n");
		}
		return svg.append("</svg>\n").toString();
	}

	private static String deliveries(Measurement measurement) {
		List<Interval> intervals = measurement.intervals();
		return SvgChart.draw("Deliveries", time(intervals),
				SvgAxis.linear("deliveries per second", most(intervals, Interval::deliveredPerSecond)),
				List.of(series("", intervals, Interval::deliveredPerSecond)));
	}

	private static String latencyOverTime(Measurement measurement) {
		List<Interval> intervals = measurement.intervals();
		return SvgChart.draw("Latency over time", time(intervals),
				SvgAxis.linear("milliseconds", most(intervals, (interval) -> interval.p99() / 1e6)),
				List.of(series("p99", intervals, (interval) -> interval.p99() / 1e6),
						series("p50", intervals, (interval) -> interval.p50() / 1e6)));
	}

	private static String heapOverTime(SvgAxis time, List<HeapUse.Sample> samples) {
		return SvgChart.draw("Server heap in use, garbage included", time,
				SvgAxis.linear("megabytes", most(samples, (sample) -> sample.bytes() / 1e6)),
				List.of(series("", samples, HeapUse.Sample::second, (sample) -> sample.bytes() / 1e6)));
	}

	// Each nine gets the same width, so that the tail is visible.
	private static String latencyByPercentile(Histogram latency) {
		SvgAxis nines = new SvgAxis("percentile of deliveries", MOST_NINES,
				Stream.of("0", "90", "99", "99.9", "99.99", "99.999")
					.map((percentile) -> new SvgAxis.Tick(nines(Double.parseDouble(percentile)), percentile + " %"))
					.toList());
		List<SvgChart.Point> points = DoubleStream.iterate(0, (x) -> x <= MOST_NINES, (x) -> x + 0.05)
			.mapToObj((x) -> new SvgChart.Point(x, latency.getValueAtPercentile(100 - 100 / Math.pow(10, x)) / 1e6))
			.toList();
		return SvgChart.draw("Latency by percentile", nines, SvgAxis.linear("milliseconds", points.getLast().y()),
				List.of(new SvgChart.Series("", points)));
	}

	private static double nines(double percentile) {
		return -Math.log10(1 - percentile / 100);
	}

	private static SvgAxis time(List<Interval> intervals) {
		return SvgAxis.linear("seconds", most(intervals, Interval::second));
	}

	private static <T> double most(List<T> parts, ToDoubleFunction<T> value) {
		return parts.stream().mapToDouble(value).max().orElse(0);
	}

	private static SvgChart.Series series(String name, List<Interval> intervals, ToDoubleFunction<Interval> value) {
		return series(name, intervals, Interval::second, value);
	}

	private static <T> SvgChart.Series series(String name, List<T> parts, ToDoubleFunction<T> across,
			ToDoubleFunction<T> up) {
		return new SvgChart.Series(name,
				parts.stream()
					.map((part) -> new SvgChart.Point(across.applyAsDouble(part), up.applyAsDouble(part)))
					.toList());
	}

}
