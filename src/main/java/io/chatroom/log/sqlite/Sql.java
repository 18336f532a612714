package io.chatroom.log.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Runs single statements.
 */
final class Sql {

	private Sql() {
	}

	/**
	 * Runs a statement that changes rows.
	 * @return how many rows it changed
	 */
	static int run(Connection connection, String sql, @Nullable Object... values) throws SQLException {
		try (PreparedStatement statement = prepare(connection, sql, values)) {
			return statement.executeUpdate();
		}
	}

	/**
	 * Returns the rows of a query.
	 * @param read reads a row
	 */
	static <T> List<T> list(Connection connection, String sql, Row<T> read, @Nullable Object... values)
			throws SQLException {
		List<T> list = new ArrayList<>();
		try (PreparedStatement statement = prepare(connection, sql, values); ResultSet row = statement.executeQuery()) {
			while (row.next()) {
				list.add(read.of(row));
			}
		}
		return list;
	}

	/**
	 * Returns the first row of a query, or null if it has none.
	 * @param read reads the row
	 */
	static <T> @Nullable T first(Connection connection, String sql, Row<T> read, @Nullable Object... values)
			throws SQLException {
		try (PreparedStatement statement = prepare(connection, sql, values); ResultSet row = statement.executeQuery()) {
			return row.next() ? read.of(row) : null;
		}
	}

	/**
	 * Returns the number that a query finds.
	 */
	static long number(Connection connection, String sql, @Nullable Object... values) throws SQLException {
		return Objects.requireNonNull(first(connection, sql, (row) -> row.getLong(1), values), sql);
	}

	private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... values)
			throws SQLException {
		PreparedStatement statement = connection.prepareStatement(sql);
		bind(statement, values);
		return statement;
	}

	/**
	 * Sets the values of a statement, in the order of its question marks.
	 */
	static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
		for (int i = 0; i < values.length; i++) {
			statement.setObject(i + 1, values[i]);
		}
	}

	/**
	 * Returns a text that is not null.
	 */
	static String text(ResultSet row, int column) throws SQLException {
		return Objects.requireNonNull(row.getString(column));
	}

	/**
	 * Reads a row.
	 *
	 * @param <T> what it makes of it
	 */
	interface Row<T> {

		T of(ResultSet row) throws SQLException;

	}

}
