package io.chatroom.log.redis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contracts of the scripts, in a real engine.
 */
class ScriptTests {

	private static final Keys KEYS = new Keys("chat");

	private static final String ROOM = "lobby";

	private static final int SEEDS = 20;

	@RegisterExtension
	private final TestEngine redis = new TestEngine("--appendfsync", "no");

	private List<Object> run(String script, List<String> keys, Object... arguments) {
		return this.redis.commands()
			.callScript(Script.read(script), keys, Arrays.stream(arguments).map(String::valueOf).toList());
	}

	private List<Object> open(String room, String epoch) {
		return run("open", List.of(KEYS.meta(room), KEYS.here(room)), epoch);
	}

	private List<Object> append(String room, String epoch, long seen, String node, long incarnation, long n, long prev,
			Object... rest) {
		List<Object> arguments = new ArrayList<>(List.of(epoch, seen, node, incarnation, n, prev));
		arguments.addAll(List.of(rest));
		return run("append", List.of(KEYS.log(room), KEYS.meta(room), KEYS.here(room)), arguments.toArray());
	}

	private static Object[] events(int count, String text) {
		return new Object[] { count, 1, text };
	}

	private void fence(String node, long incarnation) {
		this.redis.commands()
			.call((commands) -> commands.hset(KEYS.meta(ROOM), "fence:" + node, String.valueOf(incarnation)));
	}

	private long entries(String room) {
		return this.redis.commands().<Long>call((commands) -> commands.xlen(KEYS.log(room)));
	}

	@Test
	void numbersWhatIsAppended() {
		assertThat(open(ROOM, "e1")).startsWith("e1", 0L);
		assertThat(append(ROOM, "e1", 0, "n1", 1, 1, 0, events(3, "x"))).containsExactly("OK", 1L, 3L);
		assertThat(append(ROOM, "e1", 0, "n2", 1, 1, 0, events(1, "y"))).containsExactly("OK", 4L, 4L);
		assertThat(open(ROOM, "e2")).startsWith("e1", 4L);
	}

	@Test
	void answersSameBatchAgain() {
		open(ROOM, "e1");
		append(ROOM, "e1", 0, "n1", 1, 7, 0, events(2, "x"));
		assertThat(append(ROOM, "e1", 0, "n1", 1, 7, 0, events(2, "x"))).containsExactly("AGAIN", 1L, 2L);
		// also when somebody has renewed the room meanwhile
		run("renew", List.of(KEYS.meta(ROOM)), "e1", "e2");
		assertThat(append(ROOM, "e1", 0, "n1", 1, 7, 0, events(2, "x"))).containsExactly("AGAIN", 1L, 2L);
		assertThat(entries(ROOM)).isEqualTo(1);
	}

	@Test
	void refusesBatchThatWasOvertaken() {
		open(ROOM, "e1");
		append(ROOM, "e1", 0, "n1", 1, 7, 0, events(2, "x"));
		assertThat(append(ROOM, "e1", 0, "n1", 1, 6, 0, events(2, "x"))).containsExactly("OLD");
		assertThat(entries(ROOM)).isEqualTo(1);
	}

	@Test
	void tellsThatBatchBeforeIsLost() {
		open(ROOM, "e1");
		append(ROOM, "e1", 0, "n1", 1, 7, 0, events(2, "x"));
		assertThat(append(ROOM, "e1", 0, "n1", 1, 9, 8, events(1, "x"))).containsExactly("LOST", 2L);
		assertThat(append(ROOM, "e1", 0, "n2", 1, 9, 8, events(1, "x"))).containsExactly("LOST", 2L);
		assertThat(append(ROOM, "e1", 0, "n1", 1, 9, 7, events(1, "x"))).containsExactly("OK", 3L, 3L);
	}

	@Test
	void tellsThatShownEntriesAreLost() {
		open(ROOM, "e1");
		append(ROOM, "e1", 0, "n1", 1, 1, 0, events(2, "x"));
		assertThat(append(ROOM, "e1", 3, "n1", 1, 2, 1, events(1, "x"))).containsExactly("LOST", 2L);
		assertThat(append(ROOM, "e0", 2, "n1", 1, 2, 1, events(1, "x"))).containsExactly("EPOCH", "e1");
		assertThat(append("other", "e0", 2, "n1", 1, 2, 1, events(1, "x"))).containsExactly("EPOCH", "");
		assertThat(entries(ROOM)).isEqualTo(1);
	}

	@Test
	void refusesFencedIncarnation() {
		open(ROOM, "e1");
		append(ROOM, "e1", 0, "n1", 4, 1, 0, events(2, "x"));
		fence("n1", 4);
		assertThat(append(ROOM, "e1", 0, "n1", 4, 2, 1, events(1, "x"))).containsExactly("FENCED");
		// neither one that is older, nor what is here already
		assertThat(append(ROOM, "e1", 0, "n1", 3, 2, 0, events(1, "x"))).containsExactly("FENCED");
		assertThat(append(ROOM, "e1", 0, "n1", 4, 1, 0, events(2, "x"))).containsExactly("FENCED");
		assertThat(append(ROOM, "e1", 0, "n2", 4, 1, 0, events(1, "x"))).containsExactly("OK", 3L, 3L);
		assertThat(append(ROOM, "e1", 0, "n1", 5, 1, 0, events(1, "x"))).containsExactly("OK", 4L, 4L);
	}

	@Test
	void renewsOnce() {
		open(ROOM, "e1");
		List<CompletionStage<List<Object>>> racing = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			racing.add(this.redis.commands()
				.run(Script.read("renew"), List.of(KEYS.meta(ROOM)), List.of("e1", "new " + i)));
		}
		List<List<Object>> answers = racing.stream().map(EngineConnection::await).toList();
		assertThat(answers).allMatch(answers.getFirst()::equals);
		assertThat(open(ROOM, "e9").getFirst()).isEqualTo(answers.getFirst().getFirst());
	}

	@Test
	void tellsWhetherAnotherEntryHasTheNumber() {
		open(ROOM, "e1");
		append(ROOM, "e1", 0, "n1", 1, 1, 0, events(3, "x"));
		assertThat(compare(2)).containsExactly("e1", 3L, "other");
		this.redis.commands().call((commands) -> commands.hset(KEYS.here(ROOM), Map.of("c1", "", "c2", "", "c3", "")));
		assertThat(run("leave", List.of(KEYS.log(ROOM), KEYS.meta(ROOM), KEYS.here(ROOM)), "n2", 1, 1, "x", "c1", "c2",
				"c3"))
			.containsExactly("OK", 4L, 6L);
		assertThat(compare(5)).containsExactly("e1", 6L, "other");
		assertThat((String) compare(6).getLast()).startsWith("n2.1.0 ");
	}

	private List<Object> compare(long seen) {
		return run("compare", List.of(KEYS.meta(ROOM), KEYS.log(ROOM)), seen);
	}

	@Test
	void entersOnlyAsNodeThatLives() {
		List<String> keys = List.of(KEYS.shared("inc"), KEYS.shared("dead"), KEYS.shared("rooms:n1"));
		assertThat(run("enter", keys, "n1", 1, ROOM)).containsExactly("FENCED");
		this.redis.commands().call((commands) -> commands.hset(KEYS.shared("inc"), "n1", "1"));
		assertThat(run("enter", keys, "n1", 1, ROOM)).containsExactly("OK");
		assertThat(run("enter", keys, "n1", 2, ROOM)).containsExactly("FENCED");
		this.redis.commands().call((commands) -> commands.hset(KEYS.shared("dead"), "n1", "1"));
		assertThat(run("enter", keys, "n1", 1, ROOM)).containsExactly("FENCED");
	}

	/**
	 * Nodes append, repeat, are fenced, come back and renew, in a random order; a model
	 * in Java says what must come out.
	 */
	@Test
	void doesWhatModelDoes() {
		for (int seed = 0; seed < SEEDS; seed++) {
			new Comparison(seed).run();
		}
	}

	/**
	 * A node of the model.
	 */
	private static final class ModelNode {

		private long incarnation = 1;

		private long fenced;

		private long n;

		private long previous;

		/** The last batch that was appended: number, first and last. */
		private long[] stored = new long[3];

		private Object[] events = events(0, "");

	}

	/**
	 * One seed.
	 */
	private final class Comparison {

		private final String room;

		private final int seed;

		private final Random random;

		private final Map<String, ModelNode> nodes = new HashMap<>();

		private final List<String> written = new ArrayList<>();

		private final List<Long> ends = new ArrayList<>();

		private String epoch = "e0";

		private long last;

		Comparison(int seed) {
			this.seed = seed;
			this.random = new Random(seed);
			this.room = "room" + seed;
		}

		void run() {
			open(this.room, this.epoch);
			for (int step = 0; step < 150; step++) {
				String name = "n" + this.random.nextInt(3);
				ModelNode node = this.nodes.computeIfAbsent(name, (first) -> new ModelNode());
				switch (this.random.nextInt(10)) {
					case 0 -> fence(name, node);
					case 1 -> renew();
					case 2, 3 -> repeat(name, node);
					case 4 -> appendWrongly(name, node);
					default -> append(name, node);
				}
			}
			List<StreamMessage<String, String>> found = ScriptTests.this.redis.commands()
				.call((commands) -> commands.xrange(KEYS.log(this.room), Range.unbounded(), Limit.unlimited()));
			assertThat(found).as("seed " + this.seed)
				.extracting((message) -> message.getBody().get("events"))
				.isEqualTo(this.written);
			assertThat(found).extracting(StreamMessage::getId)
				.isEqualTo(this.ends.stream().map((end) -> end + "-0").toList());
		}

		private void check(List<Object> answer, Object... expected) {
			assertThat(answer).as("seed " + this.seed).containsExactly(expected);
		}

		private void fence(String name, ModelNode node) {
			ScriptTests.this.redis.commands()
				.call((commands) -> commands.hset(KEYS.meta(this.room), "fence:" + name,
						String.valueOf(node.incarnation)));
			node.fenced = node.incarnation;
			if (this.random.nextBoolean()) {
				node.incarnation++;
				node.n = 0;
				node.previous = 0;
				node.stored = new long[3];
			}
		}

		private void renew() {
			String fresh = this.epoch + "'";
			check(ScriptTests.this.run("renew", List.of(KEYS.meta(this.room)), "another", fresh), this.epoch);
			check(ScriptTests.this.run("renew", List.of(KEYS.meta(this.room)), this.epoch, fresh), fresh);
			this.epoch = fresh;
		}

		private List<Object> send(String name, ModelNode node, long seen, String known, long previous) {
			return ScriptTests.this.append(this.room, known, seen, name, node.incarnation, node.n, previous,
					node.events);
		}

		private void repeat(String name, ModelNode node) {
			if (node.n > 0) {
				List<Object> answer = send(name, node, this.last, this.epoch, node.previous);
				if (node.fenced >= node.incarnation) {
					check(answer, "FENCED");
				}
				else {
					check(answer, "AGAIN", node.stored[1], node.stored[2]);
				}
			}
		}

		private void appendWrongly(String name, ModelNode node) {
			if (node.fenced < node.incarnation) {
				long n = node.n;
				node.n += 1 + this.random.nextInt(3);
				check(send(name, node, this.last, "unknown", node.previous), "EPOCH", this.epoch);
				check(send(name, node, this.last + 1, this.epoch, node.previous), "LOST", this.last);
				check(send(name, node, this.last, this.epoch, node.n + 5), "LOST", this.last);
				node.n = n;
			}
		}

		private void append(String name, ModelNode node) {
			int count = 1 + this.random.nextInt(4);
			long n = node.n;
			node.n += 1 + this.random.nextInt(3);
			String text = name + " " + node.incarnation + " " + node.n;
			Object[] before = node.events;
			node.events = events(count, text);
			List<Object> answer = send(name, node, this.random.nextLong(this.last + 1), this.epoch, n);
			if (node.fenced >= node.incarnation) {
				check(answer, "FENCED");
				node.n = n;
				node.events = before;
			}
			else {
				check(answer, "OK", this.last + 1, this.last + count);
				node.stored = new long[] { node.n, this.last + 1, this.last + count };
				node.previous = n;
				this.last += count;
				this.written.add(text);
				this.ends.add(this.last);
			}
		}

	}

}
