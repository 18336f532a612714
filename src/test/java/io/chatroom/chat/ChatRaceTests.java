package io.chatroom.chat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.chatroom.log.memory.MemoryRegister;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients join, talk, rename, quit, are lost and are kicked, all at once. A witness sees
 * all of it.
 */
@Timeout(60)
class ChatRaceTests {

	private static final int THREADS = 6;

	private static final int VISITS = 80;

	/** Few, so that many want the same. */
	private static final List<String> NAMES = List.of("bob", "carol", "dave", "zoe", "pat");

	private static final JsonMapper JSON = JsonMapper.shared();

	private final TestOutlet outlet = new TestOutlet();

	private final Set<String> lost = new HashSet<>();

	@ParameterizedTest
	@CsvSource({ "1,false", "2,false", "3,false", "1,true", "2,true", "3,true" })
	void leavesRoomInOrder(long seed, boolean later) throws Exception {
		try (Ordering log = new Ordering(later)) {
			ChatRoomService room = room(log);
			enter(room, "witness", "witness");
			race(room, seed);
			clients().forEach(room::disconnected);
			log.settle();
			List<JsonNode> events = events("witness");
			assertNumbered(events);
			assertFold(events);
			clients().forEach((client) -> assertNumbered(events(client)));
			assertThat(room.rooms().list().members()).extracting(Member::name).containsExactly("witness");
			NAMES.forEach((name) -> enter(room, "late-" + name, name));
			log.settle();
			assertThat(room.rooms().list().members()).as("no name is lost").hasSize(1 + NAMES.size());
		}
	}

	@ParameterizedTest
	@CsvSource({ "4,false", "5,false", "4,true", "5,true" })
	void saysGoodbyeOnceToEachAtStop(long seed, boolean later) throws Exception {
		try (Ordering log = new Ordering(later)) {
			ChatRoomService room = room(log);
			Thread stop = new Thread(() -> {
				while (this.outlet.of("0-20").isEmpty()) {
					Thread.onSpinWait();
				}
				room.close();
			});
			stop.start();
			race(room, seed);
			stop.join();
			log.settle();
			assertThat(room.rooms().list().memberCount()).isZero();
			clients().filter((client) -> !this.lost.contains(client))
				.forEach((client) -> assertThat(this.outlet.of(client).getLast()).as(client).startsWith("closed "));
		}
	}

	private ChatRoomService room(Ordering log) {
		return TestChat.of(new NamePolicy(List.of(), true), log.log, this.outlet);
	}

	private static Stream<String> clients() {
		return IntStream.range(0, THREADS)
			.boxed()
			.flatMap((thread) -> IntStream.range(0, VISITS).mapToObj((visit) -> thread + "-" + visit));
	}

	private static void enter(ChatRoomService room, String client, String name) {
		room.connected(client, TestChat.origin("203.0.113.1"));
		room.received(client, "#format json", false, 0);
		room.received(client, name, false, 0);
	}

	private void race(ChatRoomService room, long seed) throws Exception {
		List<Future<?>> ends = new ArrayList<>();
		try (ExecutorService threads = Executors.newFixedThreadPool(THREADS + 2)) {
			for (int thread = 0; thread < THREADS; thread++) {
				int id = thread;
				ends.add(threads.submit(() -> visits(room, id, new Random(seed * THREADS + id))));
			}
			Random random = new Random(-seed);
			ends.add(threads.submit(() -> {
				for (int i = 0; i < THREADS * VISITS; i++) {
					TestChat.kick(room, oneOf(NAMES, random), "");
					TestChat.announce(room, "number " + i);
				}
			}));
			Random other = new Random(-seed - 1);
			ends.add(threads.submit(
					() -> clients().filter((client) -> other.nextInt(3) == 0).forEach((client) -> lose(room, client))));
		}
		for (Future<?> end : ends) {
			end.get();
		}
	}

	private void visits(ChatRoomService room, int thread, Random random) {
		for (int visit = 0; visit < VISITS; visit++) {
			String client = thread + "-" + visit;
			enter(room, client, oneOf(NAMES, random));
			for (int i = random.nextInt(6); i > 0; i--) {
				String line = oneOf(List.of("hi", "#me waves", "#who", "#history", "#nick %s", "#msg %s hi", "%s"),
						random);
				room.received(client, line.replace("%s", oneOf(NAMES, random)), false, 0);
			}
			if (random.nextBoolean()) {
				room.received(client, "#quit", false, 0);
			}
			else {
				lose(room, client);
			}
		}
	}

	private void lose(ChatRoomService room, String client) {
		synchronized (this.lost) {
			this.lost.add(client);
		}
		room.disconnected(client);
	}

	private static String oneOf(List<String> words, Random random) {
		return words.get(random.nextInt(words.size()));
	}

	/**
	 * Returns what a client was sent from its welcome on that has a number.
	 */
	private List<JsonNode> events(String client) {
		return this.outlet.of(client)
			.stream()
			.filter((line) -> line.contains("\"seq\"") && !line.contains("\"prompt\"") && !line.contains("replayed"))
			.map(JSON::readTree)
			.toList();
	}

	private static void assertNumbered(List<JsonNode> events) {
		for (int i = 1; i < events.size(); i++) {
			assertThat(events.get(i).get("seq").asLong()).as("%s", events.get(i))
				.isEqualTo(events.getFirst().get("seq").asLong() + i);
		}
	}

	/**
	 * Asserts that nobody has a name that another has, speaks without one, or leaves
	 * twice or never.
	 */
	private static void assertFold(List<JsonNode> events) {
		Set<String> here = new HashSet<>();
		for (JsonNode event : events) {
			String from = event.path("from").asString("");
			boolean fits = switch (event.get("event").asString()) {
				case "welcome", "joined" -> here.add(event.get("name").asString());
				case "left", "removed" -> here.remove(event.get("name").asString());
				case "renamed" -> here.remove(from) && here.add(event.get("to").asString());
				case "said", "emoted" -> here.contains(from);
				default -> true;
			};
			assertThat(fits).as("%s after %s", event, here).isTrue();
		}
		assertThat(here).containsExactly("witness");
		assertThat(events).as("the race").hasSizeGreaterThan(THREADS * VISITS);
	}

}
