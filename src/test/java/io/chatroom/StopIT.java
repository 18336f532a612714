package io.chatroom;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SIGTERM to the running program.
 */
class StopIT {

	private static final String GOODBYE = "The server is going down. Goodbye!";

	@Test
	void saysGoodbyeToAllAndExitsWithZero() throws Exception {
		try (ServiceProcess service = ServiceProcess.start("--chat.tcp.port=0", "--server.port=0");
				TestClient alice = TestClient.connect(service.port());
				TestClient nameless = TestClient.connect(service.port())) {
			alice.say("alice").read();
			alice.read();
			nameless.read();
			service.terminate();
			alice.expect(GOODBYE).expectEnd();
			nameless.expect(GOODBYE).expectEnd();
			assertThat(service.exitCode()).isZero();
		}
	}

	@Test
	void isNotHeldUpByARequestThatIsNeverFinished() throws Exception {
		try (ServiceProcess service = ServiceProcess.start("--chat.tcp.port=0", "--server.port=0",
				"--management.endpoint.chat.access=unrestricted",
				// one that would be waited for is waited for longer than this test waits
				"--server.tomcat.connection-timeout=1h", "--spring.lifecycle.timeout-per-shutdown-phase=1h");
				TestClient operator = TestClient.connect(service.httpPort())) {
			operator.send("""
					POST /actuator/chat HTTP/1.1\r
					Host: localhost\r
					Content-Type: application/json\r
					Content-Length: 100\r
					Expect: 100-continue\r
					\r
					""");
			assertThat(operator.read()).contains("100");
			operator.send("{");
			service.terminate();
			assertThat(service.exitCode()).isZero();
		}
	}

	@Test
	void isNotHeldUpByOneThatDoesNotRead() throws Exception {
		try (ServiceProcess service = ServiceProcess.start("--chat.tcp.port=0", "--server.port=0",
				"--chat.tcp.drain-timeout=500ms", "--chat.outbox.max-bytes=100MB",
				"--chat.limits.messages-per-second=0");
				TestClient deaf = TestClient.connect(service.port(), 4096);
				TestClient alice = TestClient.connect(service.port())) {
			deaf.say("deaf");
			alice.say("alice").read();
			alice.read();
			for (int i = 0; i < 10_000; i++) {
				alice.say("x".repeat(1000)).read();
			}
			service.terminate();
			String line = alice.read();
			while (line != null && !line.equals(GOODBYE)) {
				line = alice.read();
			}
			assertThat(line).isEqualTo(GOODBYE);
			alice.expectEnd();
			assertThat(service.exitCode()).isZero();
			assertThat(service.output()).contains("1 did not read the last lines");
		}
	}

}
