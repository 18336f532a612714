package io.chatroom.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That others read what is written.
 */
class JsonLineTests {

	private static final JsonMapper MAPPER = new JsonMapper();

	@Test
	void writesObjectOnOneLine() {
		JsonLine inner = new JsonLine().with("a", "b");
		assertThat(JsonLine.event("said").with("n", 42).with("yes", true).with("all", List.of("x", inner)).toString())
			.isEqualTo("{\"event\":\"said\",\"n\":42,\"yes\":true,\"all\":[\"x\",{\"a\":\"b\"}]}");
		assertThat(new JsonLine()).hasToString("{}");
		assertThat(new JsonLine().with("none", List.of())).hasToString("{\"none\":[]}");
	}

	@Test
	void namesCodesAsProgramsDo() {
		assertThat(JsonLine.code(CloseReason.TOO_MANY_TRIES)).isEqualTo("too-many-tries");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\"", "\\", "\\\"", "/", "\t\b\f\r\n", "\u0000", "\u001f", "\u007f", "\u0085",
			"\u009b", "\u2028\u2029", "é", "👩‍🚀", "\ud83d", "\ude80", "\ude80\ud83d", "a\ud83d", "\ud83db",
			"\ud83d\ud83d\ude80" })
	void writesWhatJacksonReads(String text) {
		check(text, text);
	}

	@Test
	void writesAnyTextSoThatJacksonReadsIt() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int i = 0; i < 20_000; i++) {
			StringBuilder text = new StringBuilder();
			for (int length = random.nextInt(8); length > 0; length--) {
				text.append(anyChar(random));
			}
			check(text.toString(), "seed " + seed + ", text " + i);
		}
	}

	private static char anyChar(Random random) {
		return (char) switch (random.nextInt(4)) {
			case 0 -> random.nextInt(0x100);
			case 1 -> 0xd800 + random.nextInt(0x800);
			case 2 -> 0x2020 + random.nextInt(0x10);
			default -> random.nextInt(0x10000);
		};
	}

	private static void check(String text, String description) {
		// with U+FFFD for each half of a pair
		String expected = new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
		byte[] line = new JsonLine().with(text, text).toString().getBytes(StandardCharsets.UTF_8);
		assertThat(MAPPER.readTree(line).properties()).as(description).singleElement().satisfies((entry) -> {
			assertThat(entry.getKey()).isEqualTo(expected);
			assertThat(entry.getValue().asString()).isEqualTo(expected);
		});
		assertThat(new String(line, StandardCharsets.UTF_8).chars()).as(description)
			.noneMatch((character) -> Character.isISOControl(character) || character == 0x2028 || character == 0x2029);
	}

}
