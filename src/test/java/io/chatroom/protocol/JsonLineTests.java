package io.chatroom.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import io.chatroom.protocol.Reply.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That others read what is written.
 */
class JsonLineTests {

	private static final JsonMapper MAPPER = new JsonMapper();

	@Test
	void writesObjectOnOneLine() {
		assertThat(JsonLine.event("said").with("n", 42).with("all", List.of("x", "y")).end())
			.isEqualTo("{\"event\":\"said\",\"n\":42,\"all\":[\"x\",\"y\"]}");
		assertThat(JsonLine.event("said")
			.with("all", List.of(new Usage("a", "b")),
					(line, usage) -> line.with("usage", usage.usage()).with("purpose", usage.purpose()))
			.end()).isEqualTo("{\"event\":\"said\",\"all\":[{\"usage\":\"a\",\"purpose\":\"b\"}]}");
		assertThat(JsonLine.event("said").with("none", List.of()).end()).isEqualTo("{\"event\":\"said\",\"none\":[]}");
	}

	@Test
	void escapesInOneWay() {
		assertThat(JsonLine.event("\0\t\n\u001f\"\\/\u007f\u0080\u009f\u00a0\u2028\u2029\ud83dé").end()).isEqualTo(
				"{\"event\":\"\\u0000\\u0009\\u000a\\u001f\\\"\\\\/\\u007f\\u0080\\u009f\u00a0\\u2028\\u2029\ufffdé\"}");
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
		byte[] line = JsonLine.event("any")
			.with("text", text)
			.with("texts", List.of(text))
			.end()
			.getBytes(StandardCharsets.UTF_8);
		JsonNode read = MAPPER.readTree(line);
		assertThat(List.of(read.get("text"), read.get("texts").get(0))).as(description)
			.extracting(JsonNode::asString)
			.containsOnly(expected);
		assertThat(new String(line, StandardCharsets.UTF_8).chars()).as(description)
			.noneMatch((character) -> Character.isISOControl(character) || character == 0x2028 || character == 0x2029);
	}

}
