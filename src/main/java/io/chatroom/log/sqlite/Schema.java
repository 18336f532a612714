package io.chatroom.log.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/**
 * The tables of the database. Each version has a script that makes it from the one
 * before.
 */
final class Schema {

	private static final int VERSION = 5;

	private Schema() {
	}

	/**
	 * Checks that this version of the chat knows the tables.
	 * @throws StoreException if a newer one has made them
	 */
	static void check(Connection connection) throws SQLException, StoreException {
		long version = version(connection);
		if (version > VERSION) {
			throw new StoreException("has a database of a newer version of the chat (" + version + "; this one knows "
					+ VERSION + "). Use the newer version, or another directory", null);
		}
	}

	private static long version(Connection connection) throws SQLException {
		return new Sql(connection).number("pragma user_version");
	}

	/**
	 * Makes the tables, or what they lack.
	 */
	static void migrate(Connection connection) throws SQLException {
		for (long version = version(connection) + 1; version <= VERSION; version++) {
			try (Statement statement = connection.createStatement()) {
				for (String sql : script(version).strip().split(";\\s*\n", -1)) {
					statement.executeUpdate(sql);
				}
				statement.executeUpdate("pragma user_version = " + version);
			}
		}
	}

	private static String script(long version) {
		String name = "schema-" + version + ".sql";
		try (InputStream in = Schema.class.getResourceAsStream(name)) {
			return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException(name, ex);
		}
	}

}
