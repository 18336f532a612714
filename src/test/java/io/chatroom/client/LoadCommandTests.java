package io.chatroom.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import javax.xml.parsers.DocumentBuilderFactory;

import com.sun.net.httpserver.HttpServer;
import io.chatroom.client.LoadTool.Run;
import io.chatroom.client.SmallChatServer.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What the load tool prints and writes. */
@Timeout(60)
class LoadCommandTests {

	@TempDir
	private Path folder;

	@Test
	void keepsTheRate() throws IOException {
		Path file = this.folder.resolve("load.json");
		Run run = LoadTool.onChatroom(Fault.NONE, "--clients 5 --senders 2 --rate 50 --seconds 1 --json " + file);
		assertThat(run.exitCode()).isZero();
		JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
		assertThat(json.get("sentPerSecond").asDouble()).isEqualTo(50);
		assertThat(json.get("deliveredPerSecond").asDouble()).isBetween(150.0, 260.0);
	}

	@Test
	void writesJson() throws IOException {
		Path file = this.folder.resolve("load.json");
		assertThat(LoadTool.onChatroom(Fault.NONE, "--clients 5 --json " + file).exitCode()).isZero();
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
		assertThat(LoadTool.onChatroom(Fault.NONE, "--clients 5 --plot " + file).exitCode()).isZero();
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
		HttpServer actuator = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		AtomicInteger readings = new AtomicInteger();
		actuator.createContext("/actuator/prometheus", (exchange) -> {
			byte[] metrics = """
					process_cpu_time_ns_total %dE9
					jvm_memory_used_bytes{area="heap",id="old"} 3.0E7
					""".formatted(readings.incrementAndGet()).getBytes(UTF_8);
			exchange.sendResponseHeaders(200, metrics.length);
			exchange.getResponseBody().write(metrics);
			exchange.close();
		});
		actuator.start();
		try {
			Run run = LoadTool.onChatroom(Fault.NONE,
					"--clients 5 --actuator http://localhost:%d/actuator/".formatted(actuator.getAddress().getPort()));
			assertThat(run.out()).containsPattern("server CPU +[0-9.]+ us per delivery")
				.contains("30.0 MB before, 30.0 MB connected, 30.0 MB after", "unknown before");
			assertThat(run.exitCode()).isZero();
		}
		finally {
			actuator.stop(0);
		}
		assertThat(readings).hasValue(4);
	}

	@Test
	void failsWhenThereAreNoMetrics() throws IOException {
		int port = freePort();
		Run run = LoadTool.onChatroom(Fault.NONE, "--actuator http://localhost:%d/actuator".formatted(port));
		assertThat(run.err())
			.startsWith("load: no metrics from http://localhost:%d/actuator/prometheus: ".formatted(port));
		assertThat(run.exitCode()).isOne();
	}

	@Test
	void failsWhenNobodyListens() throws IOException {
		Run run = LoadTool.run("--port " + freePort());
		assertThat(run.err()).contains("was not let in: Connection refused");
		assertThat(run.exitCode()).isOne();
	}

	@Test
	void printsHelp() {
		Run run = LoadTool.run("--help");
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

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
