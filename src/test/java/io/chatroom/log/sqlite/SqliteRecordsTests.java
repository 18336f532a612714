package io.chatroom.log.sqlite;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

import io.chatroom.chat.Account;
import io.chatroom.chat.Records;
import io.chatroom.log.RecordsContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Records in a database. Each call is made after a restart, so what a call has changed is
 * kept.
 */
class SqliteRecordsTests extends RecordsContract {

	@TempDir
	Path files;

	private @Nullable SqliteRoomLog log;

	@Override
	protected Records records() {
		close();
		this.log = open();
		return this.log.records();
	}

	private SqliteRoomLog open() {
		StoreSettings settings = new StoreSettings(this.files, Sync.NORMAL, 100, 10_000, Duration.ofDays(30),
				1_000_000);
		try {
			return SqliteRoomLog.open(settings, () -> UUID.randomUUID().toString(), InstantSource.system(), "boot");
		}
		catch (StoreException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@AfterEach
	void close() {
		if (this.log != null) {
			this.log.close();
		}
	}

	@Test
	void addsTablesToDatabaseOfOlderVersion() throws Exception {
		OldDatabase.make(this.files, 1);
		assertThat(records().accounts()).isEmpty();
	}

	@Test
	void changesNothingWhenOnePartFails() throws Exception {
		Records records = records();
		Account alice = new Account("alice", "s", false, AT, null);
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + this.files.resolve("chat.db"));
				Statement statement = connection.createStatement()) {
			statement.executeUpdate("create trigger fails before insert on account_key"
					+ " begin select raise(rollback, 'as on a full disk'); end");
			assertThatExceptionOfType(UncheckedIOException.class)
				.isThrownBy(() -> records.add(alice, List.of("alice"), null));
			statement.executeUpdate("drop trigger fails");
		}
		assertThat(records.accounts()).isEmpty();
		assertThat(records.add(alice, List.of("alice"), null)).isTrue();
	}

	@Test
	void failsAfterClose() {
		Records records = records();
		close();
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(records::accounts);
	}

}
