package io.chatroom.log.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

import io.chatroom.chat.Account;
import io.chatroom.chat.Records;
import io.chatroom.chat.Token;
import io.chatroom.protocol.Deed;
import io.chatroom.protocol.Deed.Action;
import io.chatroom.protocol.Sanction;
import io.chatroom.protocol.Sanction.Kind;
import io.chatroom.protocol.SignIn;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records in the database, on a connection and a thread of their own: SQLite is native
 * code, which would pin the virtual threads that call it. A change is on the disk when
 * its method returns, since an operator relies on a ban after a power failure, too. Any
 * thread.
 */
final class SqliteRecords implements Records, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SqliteRecords.class);

	private static final String ACCOUNTS = "select name, secret, operator, made, signed_in, address from account";

	private static final String TOKENS = "select hash, account, name, made from token";

	/** Of one account. */
	private static final int MOST_ADDRESSES = 20;

	private final Database database;

	/** Null before the first use, and after a failure. Used by the thread alone. */
	private @Nullable Connection open;

	private final ExecutorService thread = Executors
		.newSingleThreadExecutor(Thread.ofPlatform().name("chat-records").daemon().factory());

	SqliteRecords(Database database) {
		this.database = database;
	}

	private Connection connection() {
		return Objects.requireNonNull(this.open);
	}

	@Override
	public @Nullable Account account(Collection<String> keys) {
		return read(() -> {
			for (String key : keys) {
				List<Account> owned = Sql.list(connection(),
						ACCOUNTS + " where name = (select account from account_key where name_key = ?)",
						SqliteRecords::account, key);
				if (!owned.isEmpty()) {
					return owned.getFirst();
				}
			}
			return null;
		});
	}

	@Override
	public List<Account> accounts() {
		return read(() -> Sql.list(connection(), ACCOUNTS + " order by name", SqliteRecords::account));
	}

	private static Account account(ResultSet row) throws SQLException {
		String address = row.getString(6);
		SignIn last = (address != null) ? new SignIn(Instant.ofEpochMilli(row.getLong(5)), address) : null;
		return new Account(Sql.text(row, 1), Sql.text(row, 2), row.getBoolean(3), Instant.ofEpochMilli(row.getLong(4)),
				last);
	}

	@Override
	public boolean add(Account account, Collection<String> keys, @Nullable Deed deed) {
		return write(() -> {
			for (String key : keys) {
				if (!Sql.list(connection(), "select 1 from account_key where name_key = ?", (row) -> 1, key)
					.isEmpty()) {
					return false;
				}
			}
			run("insert into account (name, secret, operator, made) values (?, ?, ?, ?)", account.name(),
					account.secret(), account.operator(), account.made().toEpochMilli());
			for (String key : keys) {
				run("insert into account_key (name_key, account) values (?, ?)", key, account.name());
			}
			keep(deed);
			return true;
		});
	}

	@Override
	public boolean setSecret(Account account, String fresh, @Nullable Deed deed) {
		return write(() -> keepIf(run("update account set secret = ? where name = ? and secret = ?", fresh,
				account.name(), account.secret()), deed));
	}

	@Override
	public boolean setOperator(String name, boolean operator, Deed deed) {
		return write(() -> keepIf(run("update account set operator = ? where name = ?", operator, name), deed));
	}

	@Override
	public boolean remove(Account account, @Nullable Deed deed) {
		return write(() -> {
			if (same(account) == null) {
				return false;
			}
			run("delete from account_key where account = ?", account.name());
			run("delete from account_address where account = ?", account.name());
			run("delete from token where account = ?", account.name());
			return keepIf(run("delete from account where name = ?", account.name()), deed);
		});
	}

	@Override
	public @Nullable Account signedIn(Account account, SignIn signIn) {
		return write(() -> {
			Account now = same(account);
			if (now != null) {
				run("update account set signed_in = ?, address = ? where name = ?", signIn.at().toEpochMilli(),
						signIn.address(), now.name());
				run("delete from account_address where account = ? and address = ?", now.name(), signIn.address());
				run("insert into account_address (account, address) values (?, ?)", now.name(), signIn.address());
				run("delete from account_address where account = ? and id not in (select id from account_address"
						+ " where account = ? order by id desc limit " + MOST_ADDRESSES + ")", now.name(), now.name());
			}
			return now;
		});
	}

	private @Nullable Account same(Account account) throws SQLException {
		List<Account> same = Sql.list(connection(), ACCOUNTS + " where name = ? and secret = ?", SqliteRecords::account,
				account.name(), account.secret());
		return same.isEmpty() ? null : same.getFirst();
	}

	@Override
	public boolean hasSignedInFrom(String name, String address) {
		return read(() -> !Sql
			.list(connection(), "select 1 from account_address where account = ? and address = ?", (row) -> 1, name,
					address)
			.isEmpty());
	}

	@Override
	public boolean add(Token token, int most, @Nullable Deed deed) {
		return write(() -> keepIf(run(
				"insert or ignore into token (hash, account, name, made) select ?, name, ?, ? from account"
						+ " where name = ? and (select count(*) from token where account = ?) < ?",
				token.hash(), token.name(), token.made().toEpochMilli(), token.account(), token.account(), most),
				deed));
	}

	@Override
	public @Nullable Token token(String hash) {
		return read(() -> {
			List<Token> found = Sql.list(connection(), TOKENS + " where hash = ?", SqliteRecords::token, hash);
			return found.isEmpty() ? null : found.getFirst();
		});
	}

	@Override
	public List<Token> tokens(String account) {
		return read(
				() -> Sql.list(connection(), TOKENS + " where account = ? order by id", SqliteRecords::token, account));
	}

	private static Token token(ResultSet row) throws SQLException {
		return new Token(Sql.text(row, 1), Sql.text(row, 2), Sql.text(row, 3), Instant.ofEpochMilli(row.getLong(4)));
	}

	@Override
	public boolean removeToken(String account, String name, @Nullable Deed deed) {
		return write(() -> keepIf(run("delete from token where account = ? and name = ?", account, name), deed));
	}

	@Override
	public List<Sanction> sanctions(Instant now) {
		return write(() -> {
			run("delete from sanction where until <= ?", now.toEpochMilli());
			return Sql.list(connection(), "select kind, subject, until, reason, operator, at from sanction order by id",
					(row) -> new Sanction(Kind.valueOf(Sql.text(row, 1)), Sql.text(row, 2), until(row, 3),
							Sql.text(row, 4), Sql.text(row, 5), Instant.ofEpochMilli(row.getLong(6))));
		});
	}

	@Override
	public void put(Sanction sanction, Deed deed) {
		write(() -> {
			run("delete from sanction where until <= ?", sanction.at().toEpochMilli());
			run("delete from sanction where kind = ? and subject = ?", sanction.kind().name(), sanction.subject());
			run("insert into sanction (kind, subject, until, reason, operator, at) values (?, ?, ?, ?, ?, ?)",
					sanction.kind().name(), sanction.subject(), millis(sanction.until()), sanction.reason(),
					sanction.by(), sanction.at().toEpochMilli());
			return keepIf(1, deed);
		});
	}

	@Override
	public boolean lift(Kind kind, String subject, Deed deed) {
		return write(
				() -> keepIf(run("delete from sanction where kind = ? and subject = ?", kind.name(), subject), deed));
	}

	@Override
	public void add(Deed deed) {
		write(() -> keepIf(1, deed));
	}

	@Override
	public List<Deed> deeds(int most) {
		return read(() -> Sql
			.list(connection(),
					"select at, operator, action, subject, until, reason from deed order by id desc limit ?",
					(row) -> new Deed(Instant.ofEpochMilli(row.getLong(1)), Sql.text(row, 2),
							Action.valueOf(Sql.text(row, 3)), Sql.text(row, 4), until(row, 5), Sql.text(row, 6)),
					most)
			.reversed());
	}

	private boolean keepIf(int rows, @Nullable Deed deed) throws SQLException {
		if (rows > 0) {
			keep(deed);
		}
		return rows > 0;
	}

	private void keep(@Nullable Deed deed) throws SQLException {
		if (deed != null) {
			run("insert into deed (at, operator, action, subject, until, reason) values (?, ?, ?, ?, ?, ?)",
					deed.at().toEpochMilli(), deed.by(), deed.action().name(), deed.subject(), millis(deed.until()),
					deed.reason());
		}
	}

	private static @Nullable Long millis(@Nullable Instant time) {
		return (time != null) ? time.toEpochMilli() : null;
	}

	private static @Nullable Instant until(ResultSet row, int column) throws SQLException {
		long millis = row.getLong(column);
		return row.wasNull() ? null : Instant.ofEpochMilli(millis);
	}

	private int run(String sql, @Nullable Object... values) throws SQLException {
		return Sql.run(connection(), sql, values);
	}

	private <T extends @Nullable Object> T read(Work<T> work) {
		return onThread(() -> inTransaction(work));
	}

	private <T extends @Nullable Object> T write(Work<T> work) {
		return onThread(() -> {
			this.database.writing().lock();
			try {
				return inTransaction(work);
			}
			finally {
				this.database.writing().unlock();
			}
		});
	}

	private <T extends @Nullable Object> T inTransaction(Work<T> work) throws SQLException {
		boolean committed = false;
		try {
			if (this.open == null) {
				this.open = this.database.connectDurably();
				this.open.setAutoCommit(false);
			}
			T done = work.done();
			connection().commit();
			committed = true;
			return done;
		}
		finally {
			if (!committed) {
				// it may no longer know whether a transaction is open
				closeConnection();
			}
		}
	}

	private <T extends @Nullable Object> T onThread(Work<T> work) {
		try {
			Future<T> result = this.thread.submit(work::done);
			return result.get();
		}
		catch (ExecutionException ex) {
			logger.error("Accounts and sanctions cannot be read or written: {}", String.valueOf(ex.getCause()));
			throw failure(ex);
		}
		catch (RejectedExecutionException ex) {
			// at a stop
			throw failure(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw failure(ex);
		}
	}

	private static UncheckedIOException failure(Exception cause) {
		return new UncheckedIOException(new IOException(cause));
	}

	/**
	 * Ends the thread and closes the connection.
	 */
	@Override
	public void close() {
		this.thread.close();
		closeConnection();
	}

	private void closeConnection() {
		Connection closed = this.open;
		this.open = null;
		if (closed != null) {
			try {
				closed.close();
			}
			catch (SQLException ex) {
				logger.debug("A connection was not closed", ex);
			}
		}
	}

	/**
	 * What is done on the thread.
	 *
	 * @param <T> what comes of it
	 */
	private interface Work<T extends @Nullable Object> {

		T done() throws SQLException;

	}

}
