package io.chatroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.Monitoring;
import io.chatroom.testing.Programs;
import io.chatroom.testing.RedisServer;
import io.chatroom.testing.Selector;
import io.chatroom.testing.TestAuthority;
import io.chatroom.testing.TestClient;
import io.chatroom.testing.TlsServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares Prometheus's rules, the dashboard and {@code docs/operations.md} with the
 * metrics that the service exposes.
 */
class DashboardIT {

	/** Series that Prometheus itself produces. */
	private static final Set<String> OF_PROMETHEUS = Set.of("up", "ALERTS");

	/** A timer's maximum has no row of its own. */
	private static final Pattern TYPE = Pattern.compile("# TYPE (chat_\\w+?)(?:_max)? ");

	/** A query whose result has one series for all instances, or some for each cause. */
	private static final Pattern SUMMED = Pattern.compile("\\b(sum|count)( by \\((?!instance)\\w+\\) ?)?\\(");

	private static final int COLUMNS = 24;

	private static String scrape;

	private final Monitoring monitoring;

	private final String operations;

	DashboardIT() throws IOException {
		this.monitoring = Monitoring.read();
		this.operations = Files.readString(Path.of("docs/operations.md"));
	}

	@BeforeAll
	static void scrapeAfterAVisit(@TempDir Path data, @TempDir Path redis) throws Exception {
		String authority = "spring.ssl.bundle.pem.web.truststore.certificate="
				+ TestAuthority.shared().certificate("ca");
		try (TlsServer server = TlsServer.startWithHttp(authority, "chat.data.directory=" + data, "chat.web.port=0");
				RedisServer engine = RedisServer.start(redis);
				ChatServer node = ChatServer.startWithHttp("chat.cluster.enabled=true", "chat.cluster.node=n1",
						"spring.data.redis.url=" + engine.uri())) {
			scrape = scrape(server.chat()) + scrape(node);
		}
	}

	private static String scrape(ChatServer server) {
		try (TestClient alice = server.join("alice")) {
			alice.say("hello").expect("alice: hello");
			return server.scrape();
		}
	}

	@Test
	void everyQueriedMetricIsExposed() {
		List<String> recorded = this.monitoring.recorded();
		assertThat(this.monitoring.expressions()
			.stream()
			.flatMap((expression) -> Selector.in(expression).stream())
			.distinct())
			.filteredOn((asked) -> !OF_PROMETHEUS.contains(asked.metric()) && !recorded.contains(asked.metric()))
			.isNotEmpty()
			.filteredOn((asked) -> !asked.isIn(scrape))
			.extracting(Selector::toString)
			.as("metrics of a rule, a test or a panel that the service does not expose")
			.isEmpty();
	}

	@Test
	void everyMetricIsDocumented() {
		assertThat(TYPE.matcher(scrape).results().map((type) -> type.group(1))).isNotEmpty()
			.filteredOn((name) -> !this.operations.contains("| `" + name + "`"))
			.as("metrics missing in the tables")
			.isEmpty();
	}

	@Test
	void everyAlertHasATestAndARunbook() {
		assertThat(this.monitoring.alerts()).isNotEmpty()
			.allMatch((alert) -> this.operations.contains("\n### " + alert + "\n"))
			.allMatch((alert) -> this.monitoring.tests().toString().contains("\"" + alert + "\""));
		assertThat(this.monitoring.rules()).filteredOn((rule) -> rule.has("alert")).allSatisfy((rule) -> {
			assertThat(rule.at("/annotations/runbook").asString())
				.isEqualToIgnoringCase("docs/operations.md#" + rule.get("alert").asString());
			assertThat(rule.at("/annotations/summary").asString()).startsWith("{{ $labels.instance }}").endsWith(".");
			assertThat(rule.get("labels").get("severity").asString()).isIn("critical", "warning");
			assertThat(rule.has("for")).isTrue();
		});
	}

	@Test
	void everyPanelIsDocumentedWithItsQueries() {
		assertThat(this.monitoring.panels()).extracting(
				(panel) -> (panel.has("targets") ? "\n| %s |" : "\n### %s\n").formatted(panel.get("title").asString()))
			.allMatch(this.operations::contains);
		assertThat(this.monitoring.queries()).isNotEmpty()
			.allMatch((query) -> this.operations.contains("`" + query.replace("|", "\\|") + "`"));
	}

	@Test
	void everySeriesOfAnInstanceIsNamedForIt() {
		assertThat(this.monitoring.panels()).flatExtracting((panel) -> panel.path("targets").valueStream().toList())
			.isNotEmpty()
			.filteredOn((target) -> !SUMMED.matcher(target.get("expr").asString()).find())
			.allMatch((target) -> target.get("legendFormat").asString().endsWith("{{instance}}"));
	}

	@Test
	void panelsFitTheGridAndUseTheDataSource() {
		List<JsonNode> panels = this.monitoring.panels();
		assertThat(panels).extracting((panel) -> panel.get("id").asInt()).doesNotHaveDuplicates();
		assertThat(panels).filteredOn((panel) -> panel.has("targets"))
			.allMatch((panel) -> panel.get("datasource").get("uid").equals(this.monitoring.dataSource().get("uid")));
		assertThat(panels.stream().flatMap((panel) -> cells(panel.get("gridPos")))).doesNotHaveDuplicates()
			.allMatch((cell) -> cell.getFirst() < COLUMNS);
		assertThat(panels).filteredOn((panel) -> "row".equals(panel.get("type").asString()))
			.isSortedAccordingTo((one, next) -> one.at("/gridPos/y").asInt() - next.at("/gridPos/y").asInt())
			.extracting((row) -> row.get("title").asString())
			.containsExactly("Status", "Clients", "Latency and traffic", "Evictions and throttling", "Refusals",
					"Store", "Nodes", "Browsers", "Resources");
	}

	@Test
	void queriesAreValid(@TempDir Path directory) throws Exception {
		Programs.assumeInstalled("promtool");
		StringBuilder rules = new StringBuilder("groups:\n  - name: panels\n    rules:\n");
		for (String query : this.monitoring.queries()) {
			rules.append("      - record: panel_%d\n        expr: >-\n          ".formatted(rules.length()))
				.append(query.replace("$__rate_interval", "1m"))
				.append('\n');
		}
		Path file = Files.writeString(directory.resolve("panels.yml"), rules);
		Process promtool = new ProcessBuilder("promtool", "check", "rules", file.toString()).redirectErrorStream(true)
			.start();
		assertThat(promtool.inputReader().readAllAsString()).contains("SUCCESS").doesNotContain("FAILED");
	}

	private static Stream<List<Integer>> cells(JsonNode place) {
		int left = place.get("x").asInt();
		int top = place.get("y").asInt();
		return IntStream.range(left, left + place.get("w").asInt())
			.boxed()
			.flatMap((x) -> IntStream.range(top, top + place.get("h").asInt()).mapToObj((y) -> List.of(x, y)));
	}

}
