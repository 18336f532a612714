package io.chatroom.chat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.chatroom.log.memory.MemoryRegister;
import io.chatroom.protocol.EventSchema;
import io.chatroom.protocol.Refusals;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happened before, further back than a room remembers: it remembers ten events.
 */
class ReplaysTests {

	private static final int SAID = 950;

	private final KeepingRoomLog log = new KeepingRoomLog();

	private final TestOutlet outlet = new TestOutlet();

	private final TestRooms rooms = new TestRooms();

	private int said;

	private ChatRoomService chat() {
		ChatRoomService chat = TestChat.of(new NamePolicy(List.of(), true), this.rooms.settings(), this.log,
				new MemoryRegister(), InstantSource.fixed(Instant.EPOCH), new TestDelays(), this.outlet,
				new ObservedRoom());
		join(chat, "a", "alice");
		talk(chat, SAID);
		return chat;
	}

	private void join(ChatRoomService chat, String client, String name) {
		chat.connected(client, TestChat.origin("192.0.2.1"));
		chat.received(client, name, false, 0);
		this.outlet.take(client);
	}

	private void talk(ChatRoomService chat, int lines) {
		for (int i = 0; i < lines; i++) {
			chat.received("a", String.valueOf(++this.said), false, 0);
		}
	}

	private static List<String> numbers(int from, int to) {
		return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
	}

	private static List<String> texts(List<String> lines, String start) {
		return lines.stream()
			.filter((line) -> line.startsWith(start))
			.map((line) -> line.substring(line.lastIndexOf(' ') + 1))
			.toList();
	}

	@Test
	void tellsLinesThatRoomForgotWhileOthersTalk() {
		ChatRoomService chat = chat();
		join(chat, "b", "bob");
		this.log.onRead = () -> talk(chat, 15);
		chat.received("b", "#history 600", false, 0);
		List<String> told = this.outlet.of("b");
		assertThat(texts(told, "[1970-01-01 00:00:00Z] alice: ")).isEqualTo(numbers(SAID - 599, SAID));
		assertThat(this.said).isGreaterThan(SAID + 30);
		assertThat(texts(told, "alice: ")).isEqualTo(numbers(SAID + 1, this.said));
		assertThat(told).hasSize(600 + this.said - SAID);
	}

	@Test
	void tellsAllThatIsKept() {
		ChatRoomService chat = chat();
		join(chat, "b", "bob");
		this.log.delete("lobby", 301);
		chat.received("b", "#history 10000", false, 0);
		assertThat(texts(this.outlet.take("b"), "[")).isEqualTo(numbers(301, SAID));
		this.log.delete("lobby", 10_000);
		chat.received("b", "#history 10000", false, 0);
		assertThat(texts(this.outlet.of("b"), "[")).isEqualTo(numbers(SAID - 8, SAID));
	}

	@Test
	void goesOnAfterWhatIsDeletedMeanwhile() {
		ChatRoomService chat = chat();
		join(chat, "b", "bob");
		this.log.onRead = () -> this.log.delete("lobby", (this.log.reads > 5) ? 900 : 0);
		chat.received("b", "#history 900", false, 0);
		List<String> told = texts(this.outlet.of("b"), "[");
		assertThat(told).hasSizeLessThan(700).startsWith("51", "52").endsWith(String.valueOf(SAID));
		assertThat(told).doesNotHaveDuplicates().contains("900", "901", "902");
	}

	@Test
	void countsNoLinesOfThoseWhoAreIgnored() {
		ChatRoomService chat = chat();
		join(chat, "b", "bob");
		join(chat, "c", "carol");
		for (int i = 0; i < 500; i++) {
			chat.received("c", "other", false, 0);
			chat.received("b", "#nick bob" + i % 2, false, 0);
		}
		chat.received("b", "#ignore carol", false, 0);
		this.outlet.take("b");
		chat.received("b", "#history 300", false, 0);
		assertThat(texts(this.outlet.of("b"), "[")).isEqualTo(numbers(SAID - 299, SAID));
	}

	@Test
	void saysThatNothingWasSaid() {
		ChatRoomService chat = chat();
		this.log.delete("lobby", 10_000);
		join(chat, "b", "bob");
		for (int i = 0; i < 12; i++) {
			chat.received("b", "#nick bob" + i, false, 0);
		}
		this.outlet.take("b");
		chat.received("b", "#history", false, 0);
		assertThat(this.outlet.of("b")).containsExactly("Nothing was said yet.");
	}

	private void reconnect(ChatRoomService chat, String resume) {
		chat.connected("b", TestChat.origin("192.0.2.2"));
		chat.received("b", "#format json", false, 0);
		this.outlet.take("b");
		chat.received("b", resume, false, 0);
		chat.received("b", "bob", false, 0);
	}

	private List<JsonNode> events() {
		return this.outlet.take("b").stream().map(EventSchema::check).toList();
	}

	@Test
	void resumesFarBackWhileOthersTalk() {
		ChatRoomService chat = chat();
		// the last of these lines come from memory
		this.log.onRead = () -> talk(chat, (this.log.reads < 8) ? 35 : 5);
		reconnect(chat, "#resume 100 r1");
		talk(chat, 5);
		List<JsonNode> events = new ArrayList<>(events());
		assertThat(events).extracting((event) -> event.get("seq").asLong())
			.containsExactlyElementsOf(IntStream.rangeClosed(101, this.said + 2).mapToObj(Long::valueOf).toList());
		int welcome = events.stream().map((event) -> event.get("event").asString()).toList().indexOf("welcome");
		assertThat(welcome).isBetween(SAID - 100, SAID);
		assertThat(events.subList(0, welcome)).allMatch((event) -> event.has("replayed"));
		assertThat(events.subList(welcome + 1, events.size())).hasSizeGreaterThan(100)
			.noneMatch((event) -> event.has("replayed"));
		chat.received("b", "#resume 200", false, 0);
		assertThat(events()).filteredOn((event) -> event.has("replayed")).hasSize(welcome + 100 - 200);
	}

	@Test
	void resumesWithinWhatIsKept() {
		ChatRoomService chat = chat();
		this.log.delete("lobby", 400);
		reconnect(chat, "#resume 399");
		List<JsonNode> events = events();
		assertThat(events).hasSize(2);
		assertThat(events.getFirst().get("code").asString()).isEqualTo("too-old");
		assertThat(events.getFirst().get("first").asLong()).isEqualTo(401);
		chat.received("b", "#resume 400", false, 0);
		assertThat(events()).hasSize(SAID + 1 - 400);
	}

	@Test
	void saysWhatWasDeletedMeanwhile() {
		ChatRoomService chat = chat();
		this.log.onRead = () -> this.log.delete("lobby", (this.log.reads == 2) ? 500 : 0);
		reconnect(chat, "#resume 100");
		talk(chat, 1);
		List<JsonNode> events = events();
		assertThat(events).hasSize(200 + 1 + SAID + 1 - 500 + 2);
		assertThat(events.get(200).get("first").asLong()).isEqualTo(501);
		assertThat(events.get(201).get("seq").asLong()).isEqualTo(501);
	}

	@Test
	void hidesAddressesAsRoomDoes() {
		this.rooms.showAddress = false;
		ChatRoomService chat = chat();
		reconnect(chat, "#resume 0");
		assertThat(this.outlet.of("b").getFirst()).contains("joined").doesNotContain("192.0.2");
	}

	@Test
	void stopsWhenClientEnds() {
		ChatRoomService chat = chat();
		join(chat, "b", "bob");
		this.log.onRead = () -> {
			if (this.log.reads == 5) {
				TestChat.kick(chat, "bob", "");
			}
		};
		chat.received("b", "#history 940", false, 0);
		assertThat(this.log.reads).isEqualTo(5);
		assertThat(this.outlet.of("b")).last().isEqualTo("closed KICKED");
		this.log.reads = 0;
		reconnect(chat, "#resume 0");
		assertThat(this.log.reads).isEqualTo(5);
		assertThat(this.outlet.of("a")).last().isEqualTo("bob was removed by server.");
		assertThat(chat.rooms().list().memberCount()).isOne();
	}

	@Test
	void refusesWhatCannotBeRead() {
		ChatRoomService chat = chat();
		join(chat, "b", "bob");
		this.log.broken = true;
		for (String line : List.of("#history 100", "#join games")) {
			chat.received("b", line, false, 0);
			assertThat(this.outlet.take("b")).containsExactly(Refusals.CANNOT_READ.text());
		}
		chat.disconnected("b");
		reconnect(chat, "#resume 100");
		assertThat(events()).extracting((event) -> event.get("event").asString()).containsExactly("refused", "welcome");
		chat.received("b", "#resume 100", false, 0);
		assertThat(events().getFirst().get("code").asString()).isEqualTo("cannot-read");
	}

	@Test
	void followsRoomAlthoughWhatItMissedCannotBeRead() {
		ChatRoomService chat = chat();
		this.log.onRead = () -> this.log.broken = this.log.reads == 3;
		reconnect(chat, "#resume 100");
		talk(chat, 1);
		List<JsonNode> events = events();
		assertThat(events.subList(events.size() - 3, events.size()))
			.extracting((event) -> event.get("event").asString())
			.containsExactly("refused", "welcome", "said");
	}

}
