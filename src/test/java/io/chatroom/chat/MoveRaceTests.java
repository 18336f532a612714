package io.chatroom.chat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.chatroom.log.memory.MemoryRegister;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Members move to and fro between rooms and talk, and some of them are kicked or lost
 * meanwhile. Each room has a witness that stays. Half of the members receive JSON, and a
 * third is quiet.
 */
@Timeout(120)
class MoveRaceTests {

	private static final List<String> ROOMS = List.of("lobby", "games", "chess");

	private static final int MEMBERS = 100;

	private static final int THREADS = 10;

	/** Of each thread. */
	private static final int STEPS = 250;

	private static final JsonMapper JSON = JsonMapper.shared();

	private final TestOutlet outlet = new TestOutlet();

	/** Who was kicked or lost, by name. */
	private final Set<String> ended = ConcurrentHashMap.newKeySet();

	private final AtomicInteger lines = new AtomicInteger();

	/** Where each member went last, by number. Each is written by one thread. */
	private final String[] places = new String[MEMBERS];

	@ParameterizedTest
	@CsvSource({ "1,false", "2,false", "3,false", "1,true", "2,true", "3,true" })
	void movesAreSeenOnceByEachRoom(long seed, boolean later) throws Exception {
		try (Ordering log = new Ordering(later)) {
			TestRooms settings = new TestRooms();
			settings.digestAbove = 2 * MEMBERS;
			ChatRoomService chat = TestChat.of(new NamePolicy(List.of(), false), settings.settings(), log.log,
					new MemoryRegister(), InstantSource.system(), new TestDelays(), this.outlet, new ObservedRoom());
			for (String room : ROOMS) {
				enter(chat, "witness-" + room, "#format json");
				chat.received("witness-" + room, "#join " + room, false, 0);
			}
			for (int i = 0; i < MEMBERS; i++) {
				enter(chat, name(i), isJson(i) ? "#format json" : "#format text");
				chat.received(name(i), isQuiet(i) ? "#quiet on" : "#quiet off", false, 0);
				this.places[i] = "lobby";
			}
			race(chat, seed);
			log.settle();
			assertComingAndGoing(chat);
			for (int i = 0; i < MEMBERS; i++) {
				assertOneRoomAtATime(name(i), !isQuiet(i));
			}
		}
	}

	private static String name(int member) {
		return "m" + member;
	}

	private static boolean isJson(int member) {
		return member % 2 == 0;
	}

	private static boolean isQuiet(int member) {
		return member % 3 == 0;
	}

	/**
	 * Lets a client in whose name is its id.
	 */
	private static void enter(ChatRoomService chat, String client, String format) {
		chat.connected(client, TestChat.origin("203.0.113.1"));
		chat.received(client, format, false, 0);
		chat.received(client, client, false, 0);
	}

	private void race(ChatRoomService chat, long seed) throws Exception {
		List<Future<?>> ends = new ArrayList<>();
		try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
			for (int thread = 0; thread < THREADS; thread++) {
				int first = thread;
				Random random = new Random(seed * THREADS + thread);
				ends.add(threads.submit(() -> {
					for (int i = 0; i < STEPS; i++) {
						// each member's lines come from one thread
						step(chat, first + THREADS * random.nextInt(MEMBERS / THREADS), random);
					}
				}));
			}
		}
		for (Future<?> end : ends) {
			end.get();
		}
	}

	private void step(ChatRoomService chat, int member, Random random) {
		String other = name(random.nextInt(MEMBERS));
		switch (random.nextInt(50)) {
			case 0 -> {
				if (TestChat.kick(chat, other, "")) {
					this.ended.add(other);
				}
			}
			case 1 -> {
				this.ended.add(other);
				chat.disconnected(other);
			}
			default -> {
				if (random.nextBoolean()) {
					this.places[member] = ROOMS.get(random.nextInt(ROOMS.size()));
					chat.received(name(member), "#join " + this.places[member], false, 0);
				}
				else {
					String line = this.places[member] + " " + this.lines.incrementAndGet();
					chat.received(name(member), line, false, 0);
				}
			}
		}
	}

	/**
	 * Asserts that the witnesses together saw each member come to a room before it went
	 * from there, and those that ended leave once, and that those are in a room whom its
	 * witness saw come and not go.
	 */
	private void assertComingAndGoing(ChatRoomService chat) {
		Map<String, Integer> leaves = new HashMap<>();
		for (String room : ROOMS) {
			assertOneRoomAtATime("witness-" + room, true);
			Set<String> here = new HashSet<>();
			for (JsonNode event : events("witness-" + room)) {
				String name = event.path("name").asString("");
				boolean fits = switch (event.get("event").asString()) {
					case "welcome" -> !room.equals("lobby") || here.add(name);
					case "entered" -> here.addAll(names(event));
					case "joined" -> !room.equals(event.get("room").asString()) || here.add(name);
					case "moved" -> here.remove(name);
					case "left", "removed" -> leaves.merge(name, 1, Integer::sum) == 1 && here.remove(name);
					default -> true;
				};
				assertThat(fits).as("%s after %s", event, here).isTrue();
			}
			assertThat(chat.rooms().list().members()).filteredOn((member) -> member.room().equals(room))
				.extracting(Member::name)
				.as("members of %s", room)
				.containsExactlyInAnyOrderElementsOf(here);
		}
		assertThat(leaves.keySet()).as("who left").isEqualTo(this.ended).isNotEmpty();
		assertThat(chat.rooms().list().members()).hasSize(ROOMS.size() + MEMBERS - this.ended.size());
	}

	private static List<String> names(JsonNode event) {
		return event.get("names").valueStream().map(JsonNode::asString).toList();
	}

	private List<JsonNode> events(String client) {
		return this.outlet.of(client).stream().filter((line) -> line.startsWith("{")).map(JSON::readTree).toList();
	}

	/**
	 * Asserts that a client received lines of the room alone that it was in, each once.
	 * @param all whether it received each event, so that no number may be missing
	 */
	private void assertOneRoomAtATime(String client, boolean all) {
		Heard heard = new Heard(client);
		for (String line : this.outlet.of(client)) {
			if (line.startsWith("{")) {
				heard.event(JSON.readTree(line), all);
			}
			else {
				heard.text(line);
			}
		}
	}

}
