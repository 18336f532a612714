package io.chatroom.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files under {@code deploy}: Prometheus's rules, their tests, and the dashboard.
 *
 * @param rules recording rules and alerts
 * @param tests the tests of the alerts
 * @param panels the dashboard's panels and rows
 * @param dataSource the dashboard's data source
 */
public record Monitoring(List<JsonNode> rules, List<JsonNode> tests, List<JsonNode> panels, JsonNode dataSource) {

	private static final JsonMapper json = new JsonMapper();

	public static Monitoring read() throws IOException {
		return new Monitoring(
				yaml("prometheus/rules.yml").get("groups")
					.valueStream()
					.flatMap((group) -> group.get("rules").valueStream())
					.toList(),
				yaml("prometheus/tests/alerts.yml").get("tests").valueStream().toList(),
				json.readTree(Files.readString(Path.of("deploy/grafana/chatroom.json")))
					.get("panels")
					.valueStream()
					.toList(),
				yaml("grafana/datasource.yml").get("datasources").get(0));
	}

	private static JsonNode yaml(String file) throws IOException {
		return json.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions()))
			.<Object>load(Files.readString(Path.of("deploy", file))));
	}

	public List<String> recorded() {
		return values(this.rules, "record").toList();
	}

	public List<String> alerts() {
		return values(this.rules, "alert").toList();
	}

	/**
	 * Returns the queries of the panels.
	 */
	public List<String> queries() {
		return this.panels.stream()
			.filter((panel) -> panel.has("targets"))
			.flatMap((panel) -> values(panel.get("targets").valueStream().toList(), "expr"))
			.toList();
	}

	/**
	 * Returns all expressions of rules and panels, and the input series of the tests.
	 */
	public List<String> expressions() {
		Stream<String> played = this.tests.stream()
			.flatMap((test) -> values(test.get("input_series").valueStream().toList(), "series"));
		return Stream.of(values(this.rules, "expr"), played, queries().stream()).flatMap((all) -> all).toList();
	}

	private static Stream<String> values(List<JsonNode> nodes, String field) {
		return nodes.stream().filter((node) -> node.has(field)).map((node) -> node.get(field).asString());
	}

}
