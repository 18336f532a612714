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
 * Runs single statements on a connection.
 */
final class Sql {

	private final Connection connection;

	Sql(Connection connection) {
		this.connection = connection;
	}

	/**
	 * Runs a statement that changes rows.
	 * @return how many rows it changed
	 */
	int run(String sql, @Nullable Object... values) throws SQLException {
		try (PreparedStatement statement = prepare(sql, values)) {
			return statement.executeUpdate();
		}
	}

	/**
	 * Returns the rows of a query.
	 * @param read reads a row
	 */
	<T> List<T> list(String sql, Row<T> read, @Nullable Object... values) throws SQLException {
		List<T> list = new ArrayList<>();
		try (PreparedStatement statement = prepare(sql, values); ResultSet row = statement.executeQuery()) {
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
	<T> @Nullable T first(String sql, Row<T> read, @Nullable Object... values) throws SQLException {
		try (PreparedStatement statement = prepare(sql, values); ResultSet row = statement.executeQuery()) {
			return row.next() ? read.of(row) : null;
		}
	}

	/**
	 * Returns the number that a query finds.
	 */
	long number(String sql, @Nullable Object... values) throws SQLException {
		return Objects.requireNonNull(first(sql, (row) -> row.getLong(1), values), sql);
	}

	private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
		PreparedStatement statement = this.connection.prepareStatement(sql);
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
