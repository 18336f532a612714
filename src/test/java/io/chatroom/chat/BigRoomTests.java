package io.chatroom.chat;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.chatroom.log.memory.MemoryRegister;
import io.chatroom.log.memory.MemoryRoomLog;
import io.chatroom.protocol.BroadcastLine;
import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.EventSchema;
import io.chatroom.protocol.Format;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code #who} answers where there are many.
 */
class BigRoomTests implements Outlet {

	private static final int LONGEST_LINE = 16 * 1024;

	private final List<String> told = new ArrayList<>();

	private final ChatRoomService room = TestChat.of(new NamePolicy(List.of(), false),
			new MemoryRoomLog(() -> "r1", InstantSource.system()), this);

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "1 | '1 here: ' | ''", "100 | '100 here: ' | ''",
			"101 | '101 here: ' | ', and 1 more'", "10000 | '10,000 here: ' | ', and 9,900 more'" })
	void namesFirstHundredInText(int members, String before, String after) {
		fill("n", members);
		assertThat(answers("#who")).containsExactly(
				before + String.join(", ", IntStream.range(0, Math.min(100, members)).mapToObj((i) -> "n" + i).toList())
						+ after);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 100, 101, 250 })
	void namesAllInJsonHundredAnEvent(int members) {
		fill("n", members);
		answers("#format json");
		List<String> names = new ArrayList<>();
		List<String> lines = answers("#who");
		assertThat(lines).hasSize((members + 99) / 100);
		for (String line : lines) {
			JsonNode event = EventSchema.check(line);
			event.get("names").forEach((name) -> names.add(name.asString()));
			assertThat(event.path("more").asInt(0)).isEqualTo(members - names.size());
		}
		assertThat(names).isEqualTo(IntStream.range(0, members).mapToObj((i) -> "n" + i).toList());
	}

	@Test
	void hasNoLongLine() {
		// the longest names, of letters that take four bytes
		fill("\ud840\udc00".repeat(21), 200);
		answers("#format json");
		answers("#who");
		String longest = "#me " + "\t".repeat(1019) + "x";
		assertThat(Stream.of("#who", "#help", longest, "#msg " + "\"".repeat(1015) + " hi", "#" + "\"".repeat(1023))
			.flatMap((line) -> answers(line).stream())).isNotEmpty()
			.allSatisfy((line) -> assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(LONGEST_LINE));
	}

	private void fill(String name, int members) {
		for (int i = 0; i < members; i++) {
			this.room.connected("c" + i, TestChat.origin("203.0.113.1"));
			this.room.received("c" + i, name + i, false, 0);
		}
		assertThat(this.room.rooms().list().memberCount()).isEqualTo(members);
	}

	/**
	 * Returns what the first one is told when she says a line.
	 */
	private List<String> answers(String line) {
		this.told.clear();
		this.room.received("c0", line, false, 0);
		return List.copyOf(this.told);
	}

	@Override
	public void tell(String client, String line) {
		if (client.equals("c0")) {
			this.told.add(line);
		}
	}

	@Override
	public void openRoom(String name) {
		// all that is told is here
	}

	@Override
	public void closeRoom(String name) {
		// all that is told is here
	}

	@Override
	public boolean awaitSpace(String client, BooleanSupplier isNeeded) {
		return true;
	}

	@Override
	public void broadcast(String name, List<BroadcastLine> lines) {
		for (BroadcastLine line : lines) {
			if (line.json() != null || line.text() != null) {
				this.told.add((line.json() != null) ? line.json() : line.text());
			}
		}
	}

	@Override
	public void follow(String client, @Nullable String name, Format format) {
		// all that it is told is here
	}

	@Override
	public void hideInput(String client, boolean hidden) {
		throw new IllegalStateException("Nobody types a password");
	}

	@Override
	public void close(String client, CloseReason reason, @Nullable String lastLine) {
		throw new IllegalStateException(reason.toString());
	}

}
