package io.chatroom;

import java.util.List;
import java.util.stream.IntStream;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.PipedClient;
import io.chatroom.testing.Relay;
import io.chatroom.testing.ServiceProcess;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The client when the server's process is killed.
 */
class ReconnectIT {

	private static final List<String> SETTINGS = List.of("chat.tcp.port=0", "server.port=0",
			"chat.limits.messages-per-second=0", "chat.room.history=100000", "chat.room.history-bytes=20MB",
			"chat.outbox.max-bytes=80MB");

	@Test
	void losesNothing() throws Exception {
		try (ServiceProcess server = ServiceProcess.start(SETTINGS.stream().map("--"::concat).toArray(String[]::new));
				ChatServer next = ChatServer.start(SETTINGS.toArray(String[]::new));
				Relay relay = new Relay(server.port())) {
			List<String> lines = IntStream.range(0, 5000).mapToObj(Integer::toString).toList();
			PipedClient alice = PipedClient.join("alice", relay.address()).typeOnAndOn(lines.subList(0, 3000));
			await().until(() -> alice.size() > 10_000);
			relay.turnTo(next.port());
			server.kill();
			alice.typeOnAndOn(lines.subList(3000, 5000)).awaitPrinted("alice: 4999").type("#quit").expectExit(0);
			List<String> heard = alice.printed().stream().filter((line) -> line.startsWith("alice: ")).toList();
			// unconfirmed lines may have been broadcast before the kill, and come twice
			assertThat(heard.stream().distinct().toList()).isEqualTo(lines.stream().map("alice: "::concat).toList());
			assertThat(heard).hasSizeLessThan(5000 + 256);
			assertThat(alice.complaints()).contains("The server was restarted.");
		}
	}

}
