package io.chatroom.log.sqlite;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

import io.chatroom.chat.RoomLog;
import io.chatroom.log.RoomLogContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every log does, with a database.
 */
class SqliteRoomLogTests extends RoomLogContract {

	@TempDir
	Path files;

	private @Nullable SqliteRoomLog opened;

	@Override
	protected RoomLog log() {
		StoreSettings settings = new StoreSettings(this.files, Sync.NORMAL, 100, 10_000, Duration.ofDays(30), 400_000);
		try {
			this.opened = SqliteRoomLog.open(settings, () -> UUID.randomUUID().toString(), InstantSource.system());
			return this.opened;
		}
		catch (StoreException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@AfterEach
	void close() {
		if (this.opened != null) {
			this.opened.close();
		}
	}

}
