package io.chatroom;

import io.chatroom.testing.ServiceProcess;
import io.chatroom.testing.TestClient;
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

}
