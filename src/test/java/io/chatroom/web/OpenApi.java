package io.chatroom.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares real answers with the OpenAPI file that the server has.
 */
final class OpenApi {

	private static final JsonNode FILE = read();

	private static final Map<String, String> PATHS = Map.of("/rooms/[^/]*/lines", "/rooms/{room}/lines",
			"/rooms/[^/]*/events", "/rooms/{room}/events");

	private OpenApi() {
	}

	private static JsonNode read() {
		try (InputStream file = OpenApi.class.getResourceAsStream("/web/openapi.json")) {
			return new JsonMapper().readTree(Objects.requireNonNull(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Checks that the file has the answer to a request, and that its body is as the file
	 * says.
	 */
	static void check(String method, String path, HttpResponse<?> response) {
		PATHS.forEach((form, name) -> {
			JsonNode operation = FILE.path("paths").path(name).path(method.toLowerCase(Locale.ROOT));
			if (path.matches(form) && !operation.isMissingNode()) {
				check(operation, response);
			}
		});
	}

	private static void check(JsonNode operation, HttpResponse<?> response) {
		JsonNode answer = operation.path("responses").path(String.valueOf(response.statusCode()));
		assertThat(answer.isMissingNode()).as("%s of %s", response, operation).isFalse();
		String type = response.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
		JsonNode schema = answer.path("content").path(type).path("schema");
		assertThat(schema.isMissingNode()).as("%s of %s", type, answer).isFalse();
		if (response.body() instanceof String body) {
			assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
				.getSchema(schema.toString())
				.validate(body, InputFormat.JSON)).as(body).isEmpty();
		}
	}

}
