package io.chatroom;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A stop that somebody could hold up.
 */
@ExtendWith(OutputCaptureExtension.class)
@Isolated
class SlowStopIT {

	private static final String GOODBYE = "The server is going down. Goodbye!";

	@Test
	void isNotHeldUpByARequestThatIsNeverFinished() {
		try (ChatServer server = ChatServer.startWithHttp("management.endpoint.chat.access=unrestricted",
				// one that would be waited for is waited for longer than this test waits
				"server.tomcat.connection-timeout=1h", "spring.lifecycle.timeout-per-shutdown-phase=1h");
				TestClient operator = TestClient.connect(server.httpPort())) {
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
			// ends, or the test's own time-out does
			server.stop();
		}
	}

	@Test
	void isNotHeldUpByOneThatDoesNotRead(CapturedOutput output) {
		try (ChatServer server = ChatServer.start("chat.tcp.drain-timeout=500ms", "chat.outbox.max-bytes=100MB");
				TestClient deaf = server.connectNarrow();
				TestClient alice = server.connect()) {
			deaf.say("deaf");
			alice.say("alice").read();
			alice.read();
			for (int i = 0; i < 10_000; i++) {
				alice.say("x".repeat(1000)).read();
			}
			server.stop();
			String line = alice.read();
			while (line != null && !line.equals(GOODBYE)) {
				line = alice.read();
			}
			assertThat(line).isEqualTo(GOODBYE);
			alice.expectEnd();
			assertThat(output).contains("1 did not read the last lines");
		}
	}

}
