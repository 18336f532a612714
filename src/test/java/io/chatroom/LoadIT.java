package io.chatroom;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.chatroom.client.load.LoadTool;
import io.chatroom.protocol.CloseReason;
import io.chatroom.testing.ChatServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The load tool with the real server, for some seconds: nothing is lost, and the order is
 * the same everywhere, even with slow readers.
 */
class LoadIT {

	@Test
	void everyLineArrivesEverywhereInOneOrder() {
		try (ChatServer server = ChatServer.lend()) {
			load(server, "--clients", "100", "--senders", "10", "--window", "4");
			await().until(() -> server.members() == 0 && server.factory().clients().count() == 0);
		}
	}

	@Test
	void everyLineArrivesInItsRoomAndInNoOther() {
		// without lines of earlier runs
		try (ChatServer server = ChatServer.lend("chat.rooms.replay=0")) {
			load(server, "--clients", "100", "--rooms", "10", "--senders", "20", "--window", "4");
			await().until(() -> server.members() == 0 && server.factory().clients().count() == 0);
		}
	}

	@Test
	void stalledReadersAreEvictedAndCostTheOthersNothing() {
		try (ChatServer server = ChatServer.lend("chat.outbox.max-bytes=64KB", "chat.tcp.drain-timeout=200ms")) {
			long before = server.factory().counters().evicted(CloseReason.OVERFLOW);
			long evicted = 0;
			// until more was sent than all buffers hold, which depends on the machine
			for (int seconds = 1; evicted == 0 && seconds < 100; seconds *= 4) {
				load(server, "--clients", "40", "--senders", "4", "--window", "32", "--size", "1000", "--stalled", "10",
						"--seconds", String.valueOf(seconds));
				await().until(() -> server.members() == 0 && server.factory().clients().count() == 0);
				evicted = server.factory().counters().evicted(CloseReason.OVERFLOW) - before;
			}
			assertThat(evicted).isEqualTo(10);
		}
	}

	@Test
	void manyThatResetAtOnceLeaveNoGhostAndTheRestAreToldOfEach() {
		try (ChatServer server = ChatServer.lendWithHttp()) {
			load(server, "--clients", "100", "--senders", "4", "--rate", "500", "--resetting", "50", "--actuator",
					"http://localhost:" + server.httpPort() + "/actuator");
		}
	}

	@Test
	void manyThatResetAtOnceLeaveTheirRoomsOnly() {
		try (ChatServer server = ChatServer.lendWithHttp()) {
			load(server, "--clients", "100", "--rooms", "8", "--senders", "8", "--rate", "500", "--resetting", "50",
					"--actuator", "http://localhost:" + server.httpPort() + "/actuator");
		}
	}

	private static void load(ChatServer server, String... options) {
		List<String> arguments = new ArrayList<>(List.of("--port", String.valueOf(server.port()), "--warmup", "0.2"));
		arguments.addAll(List.of(options));
		if (!arguments.contains("--seconds")) {
			arguments.addAll(List.of("--seconds", "0.5"));
		}
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		PrintStream print = new PrintStream(output, true, StandardCharsets.UTF_8);
		int exitCode = LoadTool.run(arguments.toArray(String[]::new), print);
		assertThat(exitCode).as(() -> output.toString(StandardCharsets.UTF_8)).isZero();
	}

}
