package io.chatroom;

import java.io.IOException;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;

/**
 * A setting as the metadata describes it, which the compiler makes from the code.
 *
 * @param value the default, or nothing
 */
record Setting(String name, String value, String description) {

	/**
	 * Returns the settings of this program, in alphabetical order.
	 */
	static List<Setting> all() throws IOException {
		JsonNode metadata = new JsonMapper()
			.readTree(new ClassPathResource("META-INF/spring-configuration-metadata.json").getInputStream());
		return metadata.get("properties").valueStream().map(Setting::of).toList();
	}

	private static Setting of(JsonNode metadata) {
		// a list is written as [a, b]
		String value = metadata.path("defaultValue").asString("").replaceAll("[\\[\\]]", "").replace(", ", ",");
		return new Setting(metadata.get("name").asString(), value.replace('_', '-'),
				metadata.path("description").asString(""));
	}

}
