package io.chatroom.log.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The files of the database belong to one user and one process. They are left alone if
 * they cannot be used.
 */
class DataDirectoryTests extends SqliteLogTest {

	@Test
	void letsNobodyElseReadIt() throws Exception {
		SqliteRoomLog log = open();
		enter(log, "lobby");
		say(log, "lobby", "secret");
		try (Stream<Path> tree = Files.list(directory())) {
			assertThat(tree.filter((file) -> file.toString().contains("chat.db"))).hasSize(3)
				.allSatisfy((file) -> assertThat(Files.getPosixFilePermissions(file))
					.isEqualTo(PosixFilePermissions.fromString("rw-------")));
		}
	}

	@Test
	void isOfOneProcess() {
		open();
		assertThatExceptionOfType(StoreException.class).isThrownBy(this::tryToOpen)
			.withMessage("is used by another process. Stop it, or choose another directory");
	}

	@Test
	void leavesDatabaseOfNewerVersion() throws Exception {
		open().close();
		sql("pragma user_version = 99");
		isRefusedUntouched("newer version");
	}

	@Test
	void leavesDamagedDatabase() throws Exception {
		Files.createDirectory(directory());
		Files.writeString(directory().resolve("chat.db"), "no database".repeat(1000));
		isRefusedUntouched("cannot be used");
	}

	private void isRefusedUntouched(String problem) throws IOException {
		Path file = directory().resolve("chat.db");
		byte[] before = Files.readAllBytes(file);
		assertThatExceptionOfType(StoreException.class).isThrownBy(this::tryToOpen).withMessageContaining(problem);
		assertThat(Files.readAllBytes(file)).isEqualTo(before);
	}

	@Test
	void refusesFileInPlaceOfDirectory() throws Exception {
		Files.createFile(directory());
		assertThatExceptionOfType(StoreException.class).isThrownBy(this::tryToOpen)
			.withMessageStartingWith("is not a directory. ");
	}

}
