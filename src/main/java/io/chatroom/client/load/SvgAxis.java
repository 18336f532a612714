package io.chatroom.client.load;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * One axis of a chart, which starts at 0.
 *
 * @param label what it shows, with its unit
 * @param end the value at its end
 * @param ticks the marked values
 */
record SvgAxis(String label, double end, List<Tick> ticks) {

	private static final int ABOUT_TICKS = 5;

	/** Returns an axis up to at least {@code most}, with ticks at round values. */
	static SvgAxis linear(String label, double most) {
		double step = roundStep((most > 0) ? most / ABOUT_TICKS : 1);
		int steps = Math.max(1, (int) Math.ceil(most / step));
		return new SvgAxis(label, steps * step,
				IntStream.rangeClosed(0, steps).mapToObj((i) -> new Tick(i * step, round(i * step))).toList());
	}

	/** Returns the position of a value along the axis, from 0 to 1. */
	double at(double value) {
		return Math.clamp(value / this.end, 0, 1);
	}

	private static double roundStep(double least) {
		double power = Math.pow(10, Math.floor(Math.log10(least)));
		double digit = least / power;
		return power * ((digit <= 1) ? 1 : (digit <= 2) ? 2 : (digit <= 5) ? 5 : 10);
	}

	private static String round(double value) {
		if (value >= 1_000_000) {
			return trim(value / 1_000_000) + " M";
		}
		return (value >= 1000) ? trim(value / 1000) + " k" : trim(value);
	}

	private static String trim(double value) {
		String text = String.format(Locale.ROOT, "%.3f", value);
		return text.replaceFirst("\\.?0+$", "");
	}

	record Tick(double value, String label) {
	}

}
