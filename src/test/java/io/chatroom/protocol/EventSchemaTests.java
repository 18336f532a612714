package io.chatroom.protocol;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * That the schema and the page beside it tell of all that there is, and of nothing else.
 */
class EventSchemaTests {

	private final JsonNode events = new JsonMapper().readTree(EventSchema.TEXT).get("$defs");

	@Test
	void hasCodeOfEachRefusal() {
		assertThat(codes("refused")).containsExactlyInAnyOrderElementsOf(
				Arrays.stream(RefusalReason.values()).map(RefusalReason::code).toList());
	}

	@Test
	void hasCodeOfEachLastLine() {
		assertThat(codes("bye")).containsExactlyElementsOf(
				Arrays.stream(CloseReason.values()).filter(CloseReason::hasLastWords).map(CloseReason::code).toList());
	}

	@Test
	void isToldInWords() throws Exception {
		String page = Files.readString(Path.of("docs/json-mode.md"));
		assertThat(this.events.propertyStream().filter((entry) -> entry.getValue().has("required")))
			.allSatisfy((entry) -> assertThat(page).contains("| `" + entry.getKey() + "` |"));
		assertThat(Stream.concat(codes("refused").stream(), codes("bye").stream()))
			.allSatisfy((code) -> assertThat(page).contains("`" + code + "`"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"event\":\"spoke\"}", "{\"event\":\"notice\"}",
			"{\"event\":\"notice\",\"text\":\"a\",\"more\":1}",
			"{\"event\":\"left\",\"room\":\"lobby\",\"seq\":0,\"at\":\"2026-01-31T12:00:00.120Z\",\"name\":\"a\"}",
			"{\"event\":\"left\",\"room\":\"lobby\",\"seq\":1,\"at\":\"2026-01-31T12:00:00.12Z\",\"name\":\"a\"}",
			"7" })
	void seesWhatIsWrong(String line) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> EventSchema.check(line));
	}

	private List<String> codes(String event) {
		return this.events.get(event).at("/properties/code/enum").valueStream().map(JsonNode::asString).toList();
	}

}
