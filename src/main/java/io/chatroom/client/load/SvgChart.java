package io.chatroom.client.load;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

/** Draws a line chart as an SVG fragment. */
final class SvgChart {

	static final int WIDTH = 800;

	static final int HEIGHT = 280;

	private static final int LEFT = 80;

	private static final int RIGHT = 40;

	private static final int TOP = 40;

	private static final int BOTTOM = 50;

	// Distinguishable by colour-blind readers.
	private static final List<String> COLOURS = List.of("#0072b2", "#d55e00", "#000000");

	private final StringBuilder svg = new StringBuilder();

	private final SvgAxis across;

	private final SvgAxis up;

	private SvgChart(SvgAxis across, SvgAxis up) {
		this.across = across;
		this.up = up;
	}

	/** Returns a chart whose upper left corner is at 0, 0. */
	static String draw(String title, SvgAxis across, SvgAxis up, List<Series> all) {
		SvgChart chart = new SvgChart(across, up);
		chart.text(LEFT, TOP - 18, "start", title, " font-weight=\"bold\"");
		chart.axes();
		for (int i = 0; i < all.size(); i++) {
			chart.series(all.get(i), COLOURS.get(i % COLOURS.size()), i);
		}
		return chart.svg.toString();
	}

	private void axes() {
		for (SvgAxis.Tick tick : this.up.ticks()) {
			double y = y(tick.value());
			line(LEFT, y, WIDTH - RIGHT, y, "#ccc");
			text(LEFT - 8, y + 4, "end", tick.label(), "");
		}
		for (SvgAxis.Tick tick : this.across.ticks()) {
			double x = x(tick.value());
			line(x, HEIGHT - BOTTOM, x, HEIGHT - BOTTOM + 5, "#444");
			text(x, HEIGHT - BOTTOM + 19, "middle", tick.label(), "");
		}
		text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 12, "middle", this.across.label(), "");
		int middle = (TOP + HEIGHT - BOTTOM) / 2;
		text(18, middle, "middle", this.up.label(), " transform=\"rotate(-90 18 " + middle + ")\"");
	}

	private void series(Series series, String colour, int index) {
		String points = series.points()
			.stream()
			.map((point) -> format(ROOT, "%.1f,%.1f", x(point.x()), y(point.y())))
			.collect(Collectors.joining(" "));
		this.svg.append(String.format(Locale.ROOT,
				"<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" points=\"%s\"/>%n", colour, points));
		text(WIDTH - RIGHT - 70.0 * index, TOP - 18, "end", series.name(), " fill=\"" + colour + "\"");
	}

	private double x(double value) {
		return LEFT + this.across.at(value) * (WIDTH - LEFT - RIGHT);
	}

	private double y(double value) {
		return HEIGHT - BOTTOM - this.up.at(value) * (HEIGHT - TOP - BOTTOM);
	}

	private void text(double x, double y, String anchor, String text, String more) {
		this.svg.append(
				format(ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"%s>%s</text>%n", x, y, anchor, more, text));
	}

	private void line(double x1, double y1, double x2, double y2, String colour) {
		this.svg.append(format(ROOT, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n", x1, y1,
				x2, y2, colour));
	}

	record Series(String name, List<Point> points) {
	}

	record Point(double x, double y) {
	}

}
