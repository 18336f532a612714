package io.chatroom;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.HaproxyProcess;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The real HAProxy in front, which also looks after the chat's health all the time.
 */
@ExtendWith(OutputCaptureExtension.class)
@Isolated
class HaproxyIT {

	@ParameterizedTest
	@ValueSource(strings = { "send-proxy", "send-proxy-v2", "send-proxy-v2 proxy-v2-options crc32c,unique-id" })
	void clientsKeepTheirAddresses(String options, @TempDir Path directory, CapturedOutput output) {
		assumeTrue(HaproxyProcess.program().isPresent(), "haproxy is not installed");
		try (ChatServer server = ChatServer.start("chat.proxy.trusted=127.0.0.1");
				HaproxyProcess haproxy = HaproxyProcess.start(directory, server.port(), options);
				TestClient bob = TestClient.connectFrom("127.0.0.2", haproxy.port());
				TestClient alice = TestClient.connectFrom("127.0.0.3", haproxy.port())) {
			join(bob, "bob");
			join(alice, "alice");
			alice.say("hi").expect("alice: hi").say("#quit").expect("#quit").expectEnd();
			bob.expect("alice from [127.0.0.3] has joined the chat!", "alice: hi", "alice has left the chat.");
			haproxy.awaitHealthCheck();
			assertThat(haproxy.output()).contains("check passed").doesNotContain("DOWN");
			assertThat(server.refused("proxy_header")).isZero();
		}
		assertThat(output).doesNotContain(" WARN ", " ERROR ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "send-proxy", "send-proxy-v2" })
	void oneThatIsNotTrustedIsNobodyInTheRoom(String options, @TempDir Path directory, CapturedOutput output) {
		assumeTrue(HaproxyProcess.program().isPresent(), "haproxy is not installed");
		try (ChatServer server = ChatServer.start();
				TestClient alice = server.join("alice");
				HaproxyProcess haproxy = HaproxyProcess.start(directory, server.port(), options);
				TestClient bob = TestClient.connect(haproxy.port())) {
			bob.say("bob").say("hi");
			await().until(() -> server.refused("proxy_header") > 3);
			alice.say("alone").expect("alice: alone");
			assertThat(server.members()).isOne();
			assertThat(server.factory().counters().opened()).isOne();
		}
		assertThat(output).contains("PROXY header from 127.0.0.1, not in chat.proxy.trusted: 1 closed");
	}

	@Test
	void allNodesAreActiveAndOneThatIsAwayGetsNobody(@TempDir Path directory) {
		assumeTrue(HaproxyProcess.program().isPresent(), "haproxy is not installed");
		try (ChatServer a = ChatServer.startWithHttp("chat.proxy.trusted=127.0.0.1");
				ChatServer b = ChatServer.startWithHttp("chat.proxy.trusted=127.0.0.1");
				HaproxyProcess haproxy = HaproxyProcess.startCluster(directory, a, b)) {
			List<TestClient> clients = new ArrayList<>();
			// a node that answers late is taken for down once or twice
			await().until(() -> {
				int i = clients.size();
				TestClient client = TestClient.connectFrom("127.0.1." + (1 + i), haproxy.port());
				clients.add(client);
				join(client, "client" + i);
				return a.members() > 0 && b.members() > 0;
			});
			a.stop();
			try (TestClient carol = TestClient.connectFrom("127.0.0.9", haproxy.port());
					TestClient dan = TestClient.connectFrom("127.0.0.10", haproxy.port())) {
				join(carol, "carol");
				join(dan, "dan");
				carol.expect("dan from [127.0.0.10] has joined the chat!");
				assertThat(b.refused("proxy_header")).isZero();
			}
			clients.forEach(TestClient::close);
		}
	}

	private static void join(TestClient client, String name) {
		client.say(name)
			.expect("Greetings from the ChatRoom! Now type your name and press enter!",
					"Welcome " + name + "! If you ever want to quit, type #quit to exit.");
	}

}
