package io.chatroom.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documented schema of the JSON mode.
 */
public final class EventSchema {

	static final String TEXT = read();

	private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
		.getSchema(TEXT);

	private static final JsonMapper MAPPER = new JsonMapper();

	private EventSchema() {
	}

	private static String read() {
		try {
			return Files.readString(Path.of("docs/json-mode.schema.json"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Checks that a line is as documented.
	 * @return what stands in it
	 */
	public static JsonNode check(String line) {
		assertThat(SCHEMA.validate(line, InputFormat.JSON)).as(line).isEmpty();
		return MAPPER.readTree(line);
	}

}
