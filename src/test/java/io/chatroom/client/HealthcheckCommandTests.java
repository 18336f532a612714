package io.chatroom.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.Locale;

import com.sun.net.httpserver.HttpServer;
import io.chatroom.testing.ClosedPort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HealthcheckCommandTests {

	private final Terminal terminal = new Terminal();

	@TempDir
	private Path directory;

	private HttpServer service;

	@BeforeEach
	void startService() throws IOException {
		this.service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.service.start();
	}

	@AfterEach
	void stopService() {
		this.service.stop(0);
	}

	@Test
	void succeedsAndPrintsBodyWhenReady() {
		answer("/actuator/health/readiness", 200, "{\"status\":\"UP\"}");
		assertThat(run(Map.of(), url())).isZero();
		assertThat(this.terminal.printed()).matches("\\{\"status\":\"UP\"}\\R");
		assertThat(this.terminal.complaints()).isEmpty();
	}

	@Test
	void asksUrlThatIsGiven() {
		answer("/elsewhere", 200, "UP");
		assertThat(run(Map.of("SERVER_PORT", "1"), "http://localhost:" + port() + "/elsewhere")).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost:8080", "--verbose", "", "http://a http://b" })
	void rejectsWhatIsNoUrl(String arguments) {
		assertThat(run(Map.of(), arguments.split(" "))).isEqualTo(2);
		assertThat(this.terminal.complaints()).isEqualToNormalizingNewlines(
				"'%s' is not one http or https URL. Usage: java -jar chatroom.jar healthcheck [URL]%n"
					.formatted(arguments));
	}

	@Test
	void asksUrlInFileThatServiceHolds() throws IOException {
		answer("/manage/health/readiness", 200, "UP");
		leave("stale", "http://localhost:1/").close();
		try (FileChannel held = leave("a", "http://localhost:" + port() + "/manage/health/readiness")) {
			held.lock();
			assertThat(run(Map.of())).isZero();
		}
		assertThat(run(Map.of())).isOne();
		assertThat(this.terminal.complaints()).startsWith("No service runs here: ");
	}

	@Test
	void asksNoneOfTwoUnlessVariablesChoose() throws IOException {
		answer("/actuator/health/readiness", 200, "UP");
		try (FileChannel one = leave("one", "http://localhost:" + port() + "/actuator/health/readiness");
				FileChannel two = leave("two", "http://localhost:1/actuator/health/readiness")) {
			one.lock();
			two.lock();
			assertThat(run(Map.of())).isOne();
			assertThat(this.terminal.complaints()).startsWith("2 services run here. Give healthcheck the URL of one: ")
				.contains("http://localhost:1/actuator/health/readiness");
			assertThat(run(Map.of("SERVER_PORT", port()))).isZero();
			assertThat(run(Map.of("SERVER_PORT", "1"))).isOne();
		}
	}

	@Test
	void asksNobodyElseWhenServiceOfVariablesIsGone() throws IOException {
		answer("/actuator/health/readiness", 200, "UP");
		try (FileChannel other = leave("other", "http://localhost:" + port() + "/actuator/health/readiness")) {
			other.lock();
			assertThat(run(Map.of("SERVER_PORT", "1"))).isOne();
			assertThat(this.terminal.complaints()).startsWith("No service here has the HTTP port 1.");
		}
	}

	@Test
	void asksNobodyWhenNoServiceHasAFile() {
		answer("/actuator/health/readiness", 200, "UP");
		assertThat(run(Map.of("SERVER_PORT", port()))).isOne();
		assertThat(this.terminal.complaints()).startsWith("No service runs here: ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "${PORT:8080}", "0x50", "tcp://10.43.0.7:80", "" })
	void asksTheOnlyServiceWhateverElseThePortIs(String port) throws IOException {
		answer("/actuator/health/readiness", 200, "UP");
		try (FileChannel held = leave("a", url())) {
			held.lock();
			assertThat(run(Map.of("SERVER_PORT", port))).isZero();
			assertThat(run(Map.of("SERVER_PORT", String.format(Locale.ROOT, "%05d", Integer.valueOf(port())))))
				.isZero();
		}
	}

	@Test
	void asksForAPathInAnyScript() throws IOException {
		answer("/ch\u00e4t", 200, "UP");
		assertThat(run(Map.of(), "http://localhost:" + port() + "/ch\u00e4t")).isZero();
	}

	@Test
	void trustsNoFileThatOthersCanRead() throws IOException {
		answer("/actuator/health/readiness", 200, "UP");
		try (FileChannel open = leave("open", "http://localhost:" + port() + "/actuator/health/readiness")) {
			open.lock();
			Files.setPosixFilePermissions(this.directory.resolve("chatroom-health-open.url"),
					PosixFilePermissions.fromString("rw-rw-rw-"));
			assertThat(run(Map.of())).isOne();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 204, 302, 404, 503 })
	void failsOnAnyOtherStatus(int status) {
		answer("/elsewhere", 200, "UP");
		answer("/actuator/health/readiness", status, "");
		assertThat(run(Map.of(), url())).isOne();
		assertThat(this.terminal.complaints())
			.matches("The service is not ready: http://localhost:%s/actuator/health/readiness answered %d\\.\\R"
				.formatted(port(), status));
		assertThat(this.terminal.printed()).isEmpty();
	}

	@Test
	void failsWhenNobodyListens() throws IOException {
		try (ClosedPort port = new ClosedPort()) {
			assertThat(run(Map.of(), url(port.number()))).isOne();
			assertThat(this.terminal.complaints())
				.matches("The service is not ready: .+ did not answer: Connection refused\\.\\R");
		}
	}

	@Test
	void failsWhenAnswerIsNotHttp() throws IOException {
		try (OneClientServer server = new OneClientServer((socket) -> {
			socket.getOutputStream().write("Greetings from the ChatRoom!\r\n".getBytes(StandardCharsets.UTF_8));
			socket.shutdownOutput();
			socket.getInputStream().readAllBytes();
		})) {
			assertThat(run(Map.of(), url(server.port()))).isOne();
			assertThat(this.terminal.complaints()).matches("The service is not ready: .+\\.\\R");
		}
	}

	@Test
	void failsWhenAnswerDoesNotCome() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertThat(HealthcheckCommand.run(new String[] { url(silent.getLocalPort()) }, Map.of(),
					Set.of(this.directory), this.terminal.out, this.terminal.err, 200))
				.isOne();
			assertThat(this.terminal.complaints())
				.matches("The service is not ready: .+ did not answer: (Connect|Read) timed out\\.\\R");
		}
	}

	private int run(Map<String, String> environment, String... arguments) {
		return HealthcheckCommand.run(arguments, environment, Set.of(this.directory), this.terminal.out,
				this.terminal.err);
	}

	/**
	 * Writes a file as a server does. A server counts as running if the file is locked.
	 */
	private FileChannel leave(String name, String url) throws IOException {
		Path file = Files.writeString(this.directory.resolve("chatroom-health-" + name + ".url"), url + "\n");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
		return FileChannel.open(file, StandardOpenOption.WRITE);
	}

	private void answer(String path, int status, String body) {
		this.service.createContext(path, (exchange) -> {
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Location", "/elsewhere");
			exchange.sendResponseHeaders(status, (bytes.length == 0) ? -1 : bytes.length);
			exchange.getResponseBody().write(bytes);
			exchange.close();
		});
	}

	private String url() {
		return url(port());
	}

	private static String url(Object port) {
		return "http://localhost:" + port + "/actuator/health/readiness";
	}

	private String port() {
		return Integer.toString(this.service.getAddress().getPort());
	}

}
