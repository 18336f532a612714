package io.chatroom.log.sqlite;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Objects;

/**
 * A database as an older version of the service has left it.
 */
final class OldDatabase {

	private OldDatabase() {
	}

	/**
	 * Makes one.
	 * @param directory where
	 * @param version the version of its schema
	 * @param rows statements that fill it
	 */
	static void make(Path directory, int version, String... rows) throws Exception {
		Files.createDirectories(directory);
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("chat.db"));
				Statement statement = connection.createStatement()) {
			for (int i = 1; i <= version; i++) {
				try (InputStream script = Database.class.getResourceAsStream("schema-" + i + ".sql")) {
					statement.executeUpdate(
							new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8));
				}
			}
			for (String row : rows) {
				statement.executeUpdate(row);
			}
			statement.executeUpdate("pragma user_version = " + version);
		}
	}

}
