package io.chatroom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A member that stays in one room and receives what happens there while others do what
 * they like. It knows who is there from what it sees, and compares that with
 * {@code #who}.
 */
final class FuzzWitness implements AutoCloseable {

	/** What a witness says that is no different from others. */
	static final String NOTHING = "";

	static final String QUIET = "#quiet on";

	static final String IGNORE = "#ignore " + FuzzRover.NAME;

	private static final String BEGIN = "now it begins";

	private static final String END = "that was all";

	/** It asks who is there after so many lines. */
	private static final int ASKS_EVERY = 100;

	private static final Pattern JOINED = Pattern
		.compile("([^\\s:*]+) from \\[127\\.0\\.0\\.1] has joined (?:the chat|\\S+)!");

	private static final Pattern RENAMED = Pattern.compile("([^\\s:*]+) is now known as ([^\\s:*]+)\\.");

	private static final Pattern GONE = Pattern.compile("([^\\s:*]+) has (?:left the chat|gone to \\S+)\\.");

	private static final Pattern WHO = Pattern.compile("(?:You are in \\w+\\. )?\\d+ here: (.*)");

	private static final Pattern OF_ROVER = Pattern.compile("(?:\\* dora2? |dora2?: |\\[from dora2?] ).*");

	private final TestClient client;

	private final String name;

	private final String room;

	private final String wish;

	/** What it must not receive. */
	private final Predicate<String> unheard;

	/** Who is in the room, in join order. */
	private List<String> here = List.of();

	/**
	 * Lets a witness enter a room.
	 * @param wish {@link #NOTHING}, {@link #QUIET} or {@link #IGNORE}
	 */
	FuzzWitness(ChatServer server, String room, String name, String wish) {
		this.client = server.join(name);
		this.name = name;
		this.room = room;
		this.wish = wish;
		this.unheard = switch (wish) {
			case QUIET -> (line) -> JOINED.matcher(line).matches() || RENAMED.matcher(line).matches()
					|| GONE.matcher(line).matches();
			case IGNORE -> OF_ROVER.asMatchPredicate();
			default -> (line) -> false;
		};
		// enters also the first room from another, to see who is there
		for (String next : new String[] { "door", room }) {
			this.client.say("#join " + next);
			this.here = names(awaitLine("You are in " + next + ". "));
		}
		if (!wish.equals(NOTHING)) {
			this.client.say(wish);
			awaitLine("You ");
		}
	}

	private String awaitLine(String beginning) {
		String line = next();
		while (!line.startsWith(beginning)) {
			line = next();
		}
		return line;
	}

	String room() {
		return this.room;
	}

	/**
	 * Returns who is in the room, in join order, as far as it saw.
	 */
	List<String> here() {
		return this.here;
	}

	void begin() {
		this.client.say(BEGIN);
	}

	void finish() {
		this.client.say(END);
	}

	/**
	 * Reads from the first line of another witness of the room to its last one.
	 * @return what came until then, in order, but private messages and answers
	 */
	List<String> listen(FuzzWitness speaker) {
		List<String> lines = new ArrayList<>();
		boolean begun = false;
		int read = 0;
		String line = "";
		while (!line.equals(speaker.name + ": " + END)) {
			line = next();
			follow(line);
			begun |= line.equals(speaker.name + ": " + BEGIN);
			if (begun && !line.startsWith("[from ") && !WHO.matcher(line).matches()) {
				lines.add(line);
			}
			if (begun) {
				assertThat(this.unheard.test(line)).as("%s was sent %s", this.name, line).isFalse();
			}
			if (++read % ASKS_EVERY == 0 && !this.wish.equals(QUIET)) {
				this.client.say("#who");
			}
		}
		return lines;
	}

	private String next() {
		return Objects.requireNonNull(this.client.read(), "a witness was hung up on");
	}

	private void follow(String line) {
		Matcher joined = JOINED.matcher(line);
		Matcher renamed = RENAMED.matcher(line);
		Matcher gone = GONE.matcher(line);
		if (joined.matches()) {
			assertThat(this.here.contains(joined.group(1))).as("%s is here: %s", line, this.here).isFalse();
			this.here.add(joined.group(1));
		}
		else if (renamed.matches()) {
			int place = this.here.indexOf(renamed.group(1));
			assertThat(place).as("place of %s in %s", line, this.here).isNotNegative();
			this.here.set(place, renamed.group(2));
		}
		else if (gone.matches()) {
			assertThat(this.here.remove(gone.group(1))).as("%s was here: %s", line, this.here).isTrue();
		}
		else if (WHO.matcher(line).matches()) {
			assertThat(this.here).as("who is in %s", this.room).isEqualTo(names(line));
		}
	}

	private static List<String> names(String line) {
		Matcher who = WHO.matcher(line);
		assertThat(who.matches()).as(line).isTrue();
		return new ArrayList<>(List.of(who.group(1).split(", ")));
	}

	/**
	 * Checks that it has received what another witness of the room has, but for what it
	 * must not receive.
	 */
	void verifySameOrder(List<String> lines, List<String> others, long seed) {
		String[] expected = others.stream().filter(this.unheard.negate()).toArray(String[]::new);
		int difference = Arrays.mismatch(lines.toArray(), expected);
		assertThat(difference)
			.as(() -> "first line that differs for %s, fuzz.seed=%d: %s and %s".formatted(this.name, seed,
					lines.stream().skip(difference).findFirst(), Arrays.stream(expected).skip(difference).findFirst()))
			.isEqualTo(-1);
	}

	/**
	 * Checks that visitors and the rover came, went and spoke.
	 */
	static void verifyBusy(List<String> lines) {
		assertThat(lines).anyMatch((line) -> JOINED.matcher(line).matches())
			.anyMatch((line) -> GONE.matcher(line).matches())
			.anyMatch((line) -> line.contains(" has gone to "))
			.anyMatch(OF_ROVER.asMatchPredicate());
	}

	@Override
	public void close() {
		this.client.close();
	}

}
