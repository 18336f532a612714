package io.chatroom.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HealthcheckCommandTests {

	private final Terminal terminal = new Terminal();

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
		assertThat(run(Map.of("SERVER_ADDRESS", "127.0.0.1", "SERVER_PORT", port()))).isZero();
		assertThat(this.terminal.printed()).matches("\\{\"status\":\"UP\"}\\R");
		assertThat(this.terminal.complaints()).isEmpty();
	}

	@Test
	void takesNoArguments() {
		assertThat(HealthcheckCommand.run(new String[] { "localhost:" + port() }, Map.of(), this.terminal.out,
				this.terminal.err))
			.isEqualTo(2);
		assertThat(this.terminal.complaints()).startsWith("healthcheck takes no arguments");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0.0.0.0", "::" })
	void asksLocalhostWhenServiceListensEverywhere(String address) {
		answer("/actuator/health/readiness", 200, "UP");
		assertThat(run(Map.of("SERVER_ADDRESS", address, "SERVER_PORT", port()))).isZero();
	}

	@ParameterizedTest
	@ValueSource(ints = { 204, 302, 404, 503 })
	void failsOnAnyOtherStatus(int status) {
		answer("/elsewhere", 200, "UP");
		answer("/actuator/health/readiness", status, "");
		assertThat(run(Map.of("SERVER_PORT", port()))).isOne();
		assertThat(this.terminal.complaints())
			.matches("The service is not ready: http://localhost:%s/actuator/health/readiness answered %d\\.\\R"
				.formatted(port(), status));
		assertThat(this.terminal.printed()).isEmpty();
	}

	@Test
	void failsWhenNobodyListens() throws IOException {
		// Bound, so that nobody else gets the port, but not listening.
		try (Socket taken = new Socket()) {
			taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
			assertThat(run(Map.of("SERVER_PORT", Integer.toString(taken.getLocalPort())))).isOne();
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
			assertThat(run(Map.of("SERVER_PORT", server.port()))).isOne();
			assertThat(this.terminal.complaints()).matches("The service is not ready: .+\\.\\R");
		}
	}

	@Test
	void failsWhenAnswerDoesNotCome() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Map<String, String> environment = Map.of("SERVER_PORT", Integer.toString(silent.getLocalPort()));
			assertThat(HealthcheckCommand.run(new String[0], environment, this.terminal.out, this.terminal.err, 200))
				.isOne();
			assertThat(this.terminal.complaints())
				.matches("The service is not ready: .+ did not answer: (Connect|Read) timed out\\.\\R");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "65536", "http", "80 80" })
	void rejectsWhatIsNoPort(String port) {
		assertThat(run(Map.of("SERVER_PORT", port))).isOne();
		assertThat(this.terminal.complaints())
			.matches("The SERVER_ .+: '%s' is not a port from 1 to 65535\\.\\R".formatted(port));
	}

	@ParameterizedTest
	@CsvSource({ ",,,, localhost:8080", "10.0.0.7, 81,,, 10.0.0.7:81", "'', ' ',,, localhost:8080",
			"::1,,,, [::1]:8080", "[::1],,,, [::1]:8080", "[::], 81,,, localhost:81", "10.0.0.7, 81,, 82, 10.0.0.7:82",
			"10.0.0.7, 81, 10.0.0.8, 82, 10.0.0.8:82", "10.0.0.7, 81, 0.0.0.0,, localhost:81" })
	void takesManagementVariablesFirst(String address, String port, String managementAddress, String managementPort,
			String expected) {
		Map<String, String> environment = new HashMap<>();
		environment.put("SERVER_ADDRESS", address);
		environment.put("SERVER_PORT", port);
		environment.put("MANAGEMENT_SERVER_ADDRESS", managementAddress);
		environment.put("MANAGEMENT_SERVER_PORT", managementPort);
		environment.values().removeIf((value) -> value == null);
		assertThat(HealthcheckCommand.endpoint(environment))
			.hasToString("http://%s/actuator/health/readiness".formatted(expected));
	}

	private int run(Map<String, String> environment) {
		return HealthcheckCommand.run(new String[0], environment, this.terminal.out, this.terminal.err);
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

	private String port() {
		return Integer.toString(this.service.getAddress().getPort());
	}

}
