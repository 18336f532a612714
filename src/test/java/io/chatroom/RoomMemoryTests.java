package io.chatroom;

import java.lang.management.ManagementFactory;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a room takes of the heap in which nobody is and nobody has spoken.
 */
@Isolated
class RoomMemoryTests {

	private static final int ROOMS = 1000;

	private static final long MOST_BYTES_A_ROOM = 20 * 1024;

	/** Less would mean that there are no rooms. */
	private static final long LEAST_BYTES_A_ROOM = 200;

	@Test
	void anEmptyRoomTakesLittle(TestReporter reporter) {
		// rooms that nobody needs any more stay until there are so many
		try (ChatServer server = ChatServer.start("chat.rooms.max=2000"); TestClient alice = server.join("alice")) {
			visit(alice, "before-", 100);
			long before = heap();
			visit(alice, "room-", ROOMS);
			// others in this JVM may leave garbage behind, too
			await().untilAsserted(() -> {
				long bytes = (heap() - before) / ROOMS;
				reporter.publishEntry("bytes.a.room", String.valueOf(bytes));
				assertThat(bytes).isBetween(LEAST_BYTES_A_ROOM, MOST_BYTES_A_ROOM);
			});
		}
	}

	private static void visit(TestClient client, String name, int rooms) {
		for (int i = 0; i < rooms; i++) {
			client.say("#join " + name + i).expect("You are in " + name + i + ". 1 here: alice");
		}
	}

	private static long heap() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
