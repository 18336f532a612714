package io.chatroom.log.sqlite;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.chatroom.chat.Account;
import io.chatroom.chat.KeptRoom;
import io.chatroom.chat.Records;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.SignIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The log, the records and the trimmer write to one database.
 */
class SharedDatabaseTests {

	private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");

	@TempDir
	Path files;

	@Test
	void writersWaitForEachOther() throws Exception {
		StoreSettings settings = new StoreSettings(this.files, Sync.NORMAL, 10, 1000, Duration.ofDays(30), 500_000);
		AtomicLong said = new AtomicLong();
		AtomicLong stored = new AtomicLong();
		try (SqliteRoomLog log = SqliteRoomLog.open(settings, () -> UUID.randomUUID().toString(),
				InstantSource.system(), "boot")) {
			KeptRoom lobby = log.find("lobby", List.of("lobby"));
			log.open(lobby, List.of("lobby"), (entries) -> stored.addAndGet(entries.size()));
			AtomicBoolean done = new AtomicBoolean();
			Thread talking = Thread.ofPlatform().start(() -> {
				while (!done.get()) {
					log.append("lobby", "c1", new Said("alice", "hello"), 0);
					said.incrementAndGet();
				}
			});
			Thread trimming = Thread.ofPlatform().start(() -> {
				while (!done.get()) {
					log.trim();
				}
			});
			Records records = log.records();
			try {
				for (int i = 0; i < 50; i++) {
					String name = "n" + i;
					Account account = new Account(name, "s", false, AT, null);
					assertThat(records.add(account, List.of(name), null)).isTrue();
					records.signedIn(account, new SignIn(AT, "192.0.2.1"));
				}
			}
			finally {
				done.set(true);
				talking.join();
				trimming.join();
			}
			assertThat(log.statistics().failedWrites()).isZero();
		}
		assertThat(stored.get()).isEqualTo(said.get());
	}

}
