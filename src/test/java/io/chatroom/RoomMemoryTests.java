package io.chatroom;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a room takes of the heap in which nobody is and nobody has spoken.
 */
@Isolated
class RoomMemoryTests {

	private static final int ROOMS = 1000;

	private static final int BATCHES = 5;

	private static final long MOST_BYTES_A_ROOM = 20 * 1024;

	/** Less would mean that there are no rooms. */
	private static final long LEAST_BYTES_A_ROOM = 200;

	@Test
	void anEmptyRoomTakesLittle(TestReporter reporter) {
		// rooms that nobody needs any more stay until there are so many
		try (ChatServer server = ChatServer.start("chat.rooms.max=10000"); TestClient alice = server.join("alice")) {
			List<Long> measured = new ArrayList<>();
			for (int batch = 0; batch < BATCHES; batch++) {
				long before = heap();
				visit(alice, "batch-" + batch + "-", ROOMS);
				measured.add((heap() - before) / ROOMS);
			}
			reporter.publishEntry("bytes.a.room", measured.toString());
			// the median, because what others in this JVM left behind may go meanwhile
			assertThat(measured.stream().sorted().toList().get(BATCHES / 2)).isBetween(LEAST_BYTES_A_ROOM,
					MOST_BYTES_A_ROOM);
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
