package io.chatroom.log.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The trimmer deletes while others write.
 */
class TrimmerTests {

	private static final int MAX_BYTES = 300_000;

	private static final String PIECE = "insert into piece (room, last, at, events) values (1, ?, 0, ?)";

	@TempDir
	Path files;

	private Database database;

	private Connection connection;

	private Sql sql;

	private ReentrantLock writing;

	private Trimmer trimmer;

	@BeforeEach
	void fill() throws Exception {
		this.database = Database.open(this.files, Sync.NORMAL, "boot", () -> "epoch");
		this.connection = this.database.connect();
		this.sql = new Sql(this.connection);
		this.writing = this.database.writing();
		StoreSettings settings = new StoreSettings(this.files, Sync.NORMAL, 10, 1000, Duration.ofDays(30), MAX_BYTES);
		this.trimmer = new Trimmer(this.database, settings, () -> Instant.EPOCH, (name) -> true);
		this.sql.run("insert into room (id, name, epoch) values (1, 'lobby', 'epoch')");
		for (int last = 1; last <= 1000; last++) {
			insert(last);
		}
	}

	private void insert(int last) throws Exception {
		this.sql.run(PIECE, last, "x".repeat(1000));
	}

	@AfterEach
	void close() throws Exception {
		this.connection.close();
		this.database.close();
	}

	@Test
	void deletesAlthoughSomethingIsStoredBetween() throws Exception {
		Thread trimming = Thread.ofPlatform().unstarted(this.trimmer::trim);
		int last = 1000;
		do {
			insertBefore(trimming, ++last);
		}
		while (trimming.isAlive());
		assertThat(last).as("turns").isGreaterThan(1003);
		assertThat(this.sql.number("select min(last) from piece")).isGreaterThan(500);
	}

	/**
	 * Stores something while the trimmer waits for the lock. What it has read before may
	 * be untrue then.
	 */
	private void insertBefore(Thread trimming, int last) throws Exception {
		this.writing.lock();
		try {
			if (trimming.getState() == Thread.State.NEW) {
				trimming.start();
			}
			await().until(() -> this.writing.hasQueuedThread(trimming) || !trimming.isAlive());
			insert(last);
		}
		finally {
			// the lock is fair: the trimmer has it next
			this.writing.unlock();
		}
	}

	@Test
	void givesLockBackAfterFailure() throws Exception {
		this.sql.run("create trigger no before delete on piece begin select raise(abort, 'no'); end");
		this.trimmer.trim();
		assertThat(this.writing.isLocked()).isFalse();
		insert(1001);
	}

}
