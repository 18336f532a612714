package io.chatroom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.chatroom.testing.TestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A member that hears everything that happens while others do what they like.
 */
final class FuzzWitness implements AutoCloseable {

	private static final String END = "that was all";

	private static final Pattern JOINED = Pattern.compile("([^\\s:*]+) from \\[127\\.0\\.0\\.1] has joined the chat!");

	private static final Pattern RENAMED = Pattern.compile("([^\\s:*]+) is now known as ([^\\s:*]+)\\.");

	private static final Pattern LEFT = Pattern.compile("([^\\s:*]+) has left the chat\\.");

	private final TestClient client;

	FuzzWitness(TestClient client) {
		this.client = client;
	}

	/**
	 * Reads until both witnesses have said that it was all.
	 * @return what came until then, in order, but what the other witness does not see:
	 * its own join line, and what was said in private
	 */
	List<String> listen() {
		List<String> lines = new ArrayList<>();
		int ends = 0;
		while (ends < 2) {
			String line = Objects.requireNonNull(this.client.read(), "a witness was hung up on");
			ends += ("alice: " + END).equals(line) || ("bob: " + END).equals(line) ? 1 : 0;
			if (!line.startsWith("bob from ") && !line.startsWith("[from ")) {
				lines.add(line);
			}
		}
		return lines;
	}

	void finish() {
		this.client.say(END);
	}

	/**
	 * Checks that both have heard the same.
	 */
	static void verifyOneOrder(List<String> lines, List<String> others, long seed) {
		int difference = Arrays.mismatch(lines.toArray(), others.toArray());
		assertThat(difference)
			.as(() -> "first line that differs, fuzz.seed=%d: %s and %s".formatted(seed,
					lines.stream().skip(difference).findFirst(), others.stream().skip(difference).findFirst()))
			.isEqualTo(-1);
	}

	/**
	 * Checks that everyone who left had come, and that everyone who came has left, once.
	 */
	static void verifyComingAndGoing(List<String> lines, long seed) {
		Set<String> here = new HashSet<>();
		for (String line : lines) {
			Matcher joined = JOINED.matcher(line);
			Matcher renamed = RENAMED.matcher(line);
			Matcher left = LEFT.matcher(line);
			if (joined.matches()) {
				assertThat(here.add(joined.group(1))).as("%s, fuzz.seed=%d", line, seed).isTrue();
			}
			else if (renamed.matches()) {
				assertThat(here.remove(renamed.group(1))).as("%s, fuzz.seed=%d", line, seed).isTrue();
				assertThat(here.add(renamed.group(2))).as("%s, fuzz.seed=%d", line, seed).isTrue();
			}
			else if (left.matches()) {
				assertThat(here.remove(left.group(1))).as("%s, fuzz.seed=%d", line, seed).isTrue();
			}
		}
		assertThat(here).as("who came and has not left, fuzz.seed=%d", seed).isEmpty();
		assertThat(lines).as("lines of visitors, fuzz.seed=%d", seed)
			.anyMatch((line) -> JOINED.matcher(line).matches());
	}

	@Override
	public void close() {
		this.client.close();
	}

}
