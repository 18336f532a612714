package io.chatroom.log.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When the disk is told to write.
 */
class DatabaseTests {

	private static final int ON_CHECKPOINT = 1;

	private static final int ON_COMMIT = 2;

	@TempDir
	Path files;

	@ParameterizedTest
	@EnumSource
	void writesRecordsToDiskAtEachCommit(Sync sync) throws Exception {
		try (Database database = Database.open(this.files, sync, "boot", () -> UUID.randomUUID().toString());
				Connection lines = database.connect();
				Connection records = database.connectDurably()) {
			assertThat(synchronous(lines)).isEqualTo((sync == Sync.FULL) ? ON_COMMIT : ON_CHECKPOINT);
			assertThat(synchronous(records)).isEqualTo(ON_COMMIT);
		}
	}

	private static long synchronous(Connection connection) throws SQLException {
		return new Sql(connection).number("pragma synchronous");
	}

}
