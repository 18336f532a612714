package io.chatroom;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

import io.chatroom.testing.TestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A member, dora, that moves from room to room and talks while others do what they like.
 * It must receive each event of the room that it is in, and none of another.
 */
final class FuzzRover implements Callable<Integer>, AutoCloseable {

	static final String NAME = "dora";

	private static final List<String> ACTIONS = List.of("#join lobby", "#join den", "#join attic", "#join lobby",
			"#join den", "#join attic", "#me waves", "#msg iggy psst", "#nick dora2", "#nick dora");

	private final TestClient client;

	private final Random random;

	private volatile boolean over;

	private int moves;

	private String room = "";

	private long seq;

	/**
	 * Creates a rover.
	 * @param client a member called dora
	 */
	FuzzRover(TestClient client, long seed) {
		this.client = client;
		this.random = new Random(seed);
	}

	/**
	 * Moves and talks until it is stopped.
	 * @return how often it moved
	 */
	@Override
	public Integer call() {
		this.client.say("#format json");
		for (int i = 0; i < ACTIONS.size() || !this.over; i++) {
			// each action once, so that each room has seen it
			int action = (i < ACTIONS.size()) ? i : this.random.nextInt(ACTIONS.size());
			String last = "number " + i;
			this.client.say(ACTIONS.get(action)).say(last);
			JsonNode event = next();
			while (!last.equals(event.path("text").asString(""))) {
				event = next();
			}
			LockSupport.parkNanos(1_000_000);
		}
		return this.moves;
	}

	private JsonNode next() {
		String line = Objects.requireNonNull(this.client.read(), "the rover was hung up on");
		if (!line.startsWith("{")) {
			// from before it asked for JSON
			return JsonMapper.shared().createObjectNode();
		}
		JsonNode event = JsonMapper.shared().readTree(line);
		String kind = event.get("event").asString();
		if (kind.equals("welcome") || kind.equals("entered")) {
			this.moves += kind.equals("entered") ? 1 : 0;
			this.room = event.get("room").asString();
			this.seq = event.get("seq").asLong();
		}
		else if (event.has("seq")) {
			assertThat(event.get("room").asString()).as(line).isEqualTo(this.room);
			if (!event.has("replayed")) {
				assertThat(event.get("seq").asLong()).as(line).isEqualTo(++this.seq);
			}
		}
		return event;
	}

	void stop() {
		this.over = true;
	}

	@Override
	public void close() {
		this.client.close();
	}

}
