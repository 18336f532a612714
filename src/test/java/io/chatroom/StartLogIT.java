package io.chatroom;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.ServiceProcess;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a person reads in the log at INFO.
 */
class StartLogIT {

	@Test
	void saysInShortLinesOfItsOwnWhatStartsAndWho() throws Exception {
		try (ServiceProcess service = ServiceProcess.start("--chat.tcp.port=0", "--server.port=0")) {
			service.httpPort();
			try (TestClient alice = ChatServer.join(TestClient.connect(service.port()), "alice")) {
				alice.say("#quit").expect("#quit").expectEnd();
			}
			service.awaitOutput("Disconnected from");
			service.awaitOutput("Started in");
			service.terminate();
			assertThat(service.exitCode()).isZero();
			assertThat(service.output()).containsPattern("chatroom \\S+, commit \\S+, Java 25\\S*, process \\d+")
				.containsPattern("Health is at http://127.0.0.1:\\d+/actuator/health/readiness")
				.contains("Limits: 10000 connections; per address 32, and 60 new a minute")
				.containsPattern("Started in \\d+\\.\\d s")
				.containsPattern("Connected from 127.0.0.1 as c\\d+")
				.doesNotContain("Tomcat", "profile", "WebApplicationContext");
			assertThat(service.output().lines()).allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(120));
		}
	}

}
