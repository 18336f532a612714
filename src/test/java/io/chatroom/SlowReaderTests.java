package io.chatroom;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import io.chatroom.protocol.CloseReason;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Slowness is a private matter of whoever is slow.
 */
class SlowReaderTests {

	private static final String LINE = "x".repeat(1000);

	@Test
	void oneThatNeverReadsIsEvictedAndNobodyElseMissesALine() {
		try (ChatServer server = ChatServer.lend("chat.outbox.max-bytes=64KB", "chat.tcp.drain-timeout=200ms");
				TestClient deaf = server.connectNarrow();
				TestClient alice = server.join("alice")) {
			deaf.enterUnread("deaf", alice);
			long evicted = evicted(server, CloseReason.OVERFLOW);
			boolean left = false;
			for (int i = 0; !left; i++) {
				String line = i + " " + LINE;
				alice.say(line);
				String heard = alice.read();
				if ("deaf has left the chat.".equals(heard)) {
					left = true;
					heard = alice.read();
				}
				assertThat(heard).isEqualTo("alice: " + line);
			}
			assertThat(evicted(server, CloseReason.OVERFLOW)).isEqualTo(evicted + 1);
			await().until(() -> server.factory().clients().count() == 1);
		}
	}

	@Test
	void oneThatTakesNothingForTooLongIsEvicted() {
		try (ChatServer server = ChatServer.start("chat.outbox.stall-timeout=300ms", "chat.outbox.max-bytes=100MB",
				"chat.tcp.drain-timeout=100ms");
				TestClient deaf = server.connectNarrow();
				TestClient alice = server.join("alice")) {
			deaf.enterUnread("deaf", alice);
			talkUntil(alice, () -> evicted(server, CloseReason.STALLED) == 1);
		}
	}

	@Test
	void theEvictedOneGetsWholeLinesAndLastWordsWhenItReadsOn() {
		try (ChatServer server = ChatServer.lend("chat.outbox.max-bytes=64KB", "chat.tcp.drain-timeout=1m");
				TestClient slow = server.connectNarrow();
				TestClient alice = server.join("alice")) {
			slow.enterUnread("slow", alice);
			long evicted = evicted(server, CloseReason.OVERFLOW);
			talkUntil(alice, () -> evicted(server, CloseReason.OVERFLOW) > evicted);
			slow.read();
			slow.read();
			String line = slow.read();
			while (line != null && line.startsWith("alice: ")) {
				assertThat(line).isEqualTo("alice: " + LINE);
				line = slow.read();
			}
			assertThat(line).isEqualTo("You read too slowly: too much is waiting for you. Goodbye!");
			slow.expectEnd();
		}
	}

	@Test
	void oneThatTricklesIsEvictedForOverflowAndNotKeptAliveByIt() {
		try (ChatServer server = ChatServer.lend("chat.outbox.max-bytes=64KB", "chat.tcp.drain-timeout=200ms");
				TestClient slow = server.connectNarrow();
				TestClient alice = server.join("alice")) {
			slow.enterUnread("slow", alice);
			long evicted = evicted(server, CloseReason.OVERFLOW);
			long stalled = evicted(server, CloseReason.STALLED);
			talkUntil(alice, () -> {
				slow.readBytes(10);
				return evicted(server, CloseReason.OVERFLOW) > evicted;
			});
			assertThat(evicted(server, CloseReason.STALLED)).isEqualTo(stalled);
		}
	}

	private static long evicted(ChatServer server, CloseReason reason) {
		return server.factory().counters().evicted(reason);
	}

	private static void talkUntil(TestClient client, BooleanSupplier condition) {
		assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
			while (!condition.getAsBoolean()) {
				client.say(LINE).read();
			}
		});
	}

}
