package io.chatroom.client.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import javax.xml.parsers.DocumentBuilderFactory;

import io.chatroom.client.load.LoadTool.Run;
import io.chatroom.client.load.SmallChatServer.Fault;
import io.chatroom.testing.ClosedPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What the load tool prints and writes. */
class LoadCommandTests {

	@TempDir
	private Path folder;

	@Test
	void keepsTheRate() throws IOException {
		Path file = this.folder.resolve("load.json");
		Run run = LoadTool.onChatroom(Fault.NONE, "--clients 5 --senders 2 --rate 500 --json " + file);
		assertThat(run.exitCode()).isZero();
		JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
		// late lines count from the time they were due; how many arrive in time depends
		// on the machine
		assertThat(json.get("sentPerSecond").asDouble()).isEqualTo(500);
		assertThat(json.get("lost").asLong()).isZero();
	}

	@Test
	void writesJson() throws IOException {
		Path file = this.folder.resolve("load.json");
		assertThat(LoadTool.onChatroom(Fault.NONE, "--clients 5 --seconds 0.5 --json " + file).exitCode()).isZero();
		JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
		assertThat(json.get("clients").asInt()).isEqualTo(5);
		assertThat(json.get("sent").asLong()).isPositive();
		assertThat(json.get("lost").asLong()).isZero();
		assertThat(json.get("latencyMicrosP50").asDouble()).isPositive()
			.isLessThanOrEqualTo(json.get("latencyMicrosMax").asDouble());
		assertThat(json.get("intervalSecond").size()).isPositive()
			.isEqualTo(json.get("intervalDeliveredPerSecond").size());
		assertThat(json.has("serverCpuMicrosPerDelivery")).isFalse();
	}

	@Test
	void drawsAPlot() throws Exception {
		Path file = this.folder.resolve("load.svg");
		assertThat(LoadTool.onChatroom(Fault.NONE, "--clients 5 --seconds 1 --plot " + file).exitCode()).isZero();
		Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
		assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
		assertThat(svg.getDocumentElement().getTextContent()).contains("deliveries per second", "milliseconds",
				"seconds", "99.9 %", "p50", "p99");
		assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(4);
		assertThat(((Element) svg.getElementsByTagName("polyline").item(0)).getAttribute("points"))
			.matches("[0-9.]+,[0-9.]+( [0-9.]+,[0-9.]+)+");
	}

	@Test
	void tellsWhatTheServerSpent() throws IOException {
		AtomicInteger readings = new AtomicInteger();
		Supplier<String> metrics = () -> """
				process_cpu_time_ns_total %dE9
				jvm_memory_used_bytes{area="heap",id="old"} 3.0E7
				""".formatted(readings.incrementAndGet());
		try (SmallActuator actuator = new SmallActuator(metrics)) {
			Run run = LoadTool.onChatroom(Fault.NONE, "--clients 5 --seconds 1 " + actuator.option());
			// unknown if both readings came after the last delivery
			assertThat(run.out()).containsPattern("server CPU +([0-9.]+ us per delivery|unknown)")
				.contains("30.0 MB before, 30.0 MB connected, 30.0 MB after", "unknown before");
			assertThat(run.exitCode()).isZero();
		}
		assertThat(readings).hasValueGreaterThanOrEqualTo(4);
	}

	@Test
	void showsTheServersHeap() throws Exception {
		AtomicInteger readings = new AtomicInteger();
		Path json = this.folder.resolve("load.json");
		Path plot = this.folder.resolve("load.svg");
		try (SmallActuator actuator = new SmallActuator(
				() -> "jvm_memory_used_bytes{area=\"heap\"} %dE7%n".formatted(readings.incrementAndGet()))) {
			Run run = LoadTool.onChatroom(Fault.NONE,
					"--clients 5 --rate 20 %s --json %s --plot %s".formatted(actuator.option(), json, plot));
			// two readings precede those of the measured time
			assertThat(run.out()).containsPattern("30\\.0 MB to [0-9.]+ MB while measured")
				.contains("30.0 MB in the first third");
		}
		assertThat(JsonMapper.shared().readTree(Files.readString(json)).get("serverHeapBytes"))
			.extracting(JsonNode::asLong)
			.startsWith(30_000_000L, 40_000_000L);
		assertThat(Files.readString(plot)).contains("Server heap in use");
	}

	@Test
	void failsWhenThereAreNoMetrics() throws IOException {
		try (ClosedPort port = new ClosedPort()) {
			String actuator = "http://localhost:%d/actuator".formatted(port.number());
			Run run = LoadTool.onChatroom(Fault.NONE, "--actuator " + actuator);
			assertThat(run.err()).startsWith("load: no metrics from " + actuator + "/prometheus: ");
			assertThat(run.exitCode()).isOne();
		}
	}

	@Test
	void failsWhenNobodyListens() throws IOException {
		try (ClosedPort port = new ClosedPort()) {
			Run run = LoadTool.run("--port " + port.number());
			assertThat(run.err()).contains("was not let in: Connection refused");
			assertThat(run.exitCode()).isOne();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "--help", "-h", "--clients 5 -h" })
	void printsHelp(String options) {
		Run run = LoadTool.run(options);
		assertThat(run.out()).startsWith("Usage: ");
		assertThat(run.exitCode()).isZero();
	}

	@Test
	void saysInOneSentenceWhatIsWrongWithTheOptions() {
		Run run = LoadTool.run("--clients many");
		assertThat(run.err()).isEqualTo("load: --clients takes a number, not 'many'." + System.lineSeparator());
		assertThat(run.out()).isEmpty();
		assertThat(run.exitCode()).isEqualTo(2);
	}

}
