package io.chatroom.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A metric that a PromQL expression asks for, with the values of labels that it names.
 *
 * @param metric its name
 * @param labels the values by label, without the labels that Prometheus adds
 */
public record Selector(String metric, Map<String, List<String>> labels) {

	private static final Set<String> WORDS = Set.of("and", "or", "unless", "offset", "bool");

	private static final Set<String> ADDED = Set.of("job", "instance", "le");

	/** Ranges, and labels to group by. */
	private static final Pattern NO_SELECTOR = Pattern
		.compile("\\[[^]]*]|\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

	private static final Pattern SELECTOR = Pattern
		.compile("(?<![\\w:.])([a-zA-Z_:][\\w:]*+)(?:\\{([^}]*)})?+(?!\\s*+\\()");

	private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"([^\"]*)\"");

	/**
	 * Returns all that an expression asks for.
	 */
	public static List<Selector> in(String expression) {
		return SELECTOR.matcher(NO_SELECTOR.matcher(expression).replaceAll(" "))
			.results()
			.filter((found) -> !WORDS.contains(found.group(1)))
			.map((found) -> new Selector(found.group(1), labels((found.group(2) != null) ? found.group(2) : "")))
			.toList();
	}

	private static Map<String, List<String>> labels(String matchers) {
		return MATCHER.matcher(matchers)
			.results()
			.filter((matcher) -> !ADDED.contains(matcher.group(1)))
			.collect(Collectors.toMap((matcher) -> matcher.group(1),
					(matcher) -> Arrays.asList(matcher.group(2).split("\\|")), (first, second) -> second,
					TreeMap::new));
	}

	/**
	 * Returns whether the service has such a metric, with each of these values.
	 * @param scrape what it shows to Prometheus
	 */
	public boolean isIn(String scrape) {
		List<String> series = scrape.lines().filter((line) -> line.matches(this.metric + "[ {].*")).toList();
		return !series.isEmpty() && this.labels.entrySet()
			.stream()
			.allMatch((label) -> label.getValue()
				.stream()
				.allMatch((value) -> series.stream()
					.anyMatch((line) -> line.matches(".*[{,]" + label.getKey() + "=\"" + value + "\".*"))));
	}

	@Override
	public String toString() {
		return this.metric + (this.labels.isEmpty() ? "" : this.labels.toString());
	}

}
