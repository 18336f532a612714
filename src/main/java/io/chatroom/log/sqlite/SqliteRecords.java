package io.chatroom.log.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import io.chatroom.chat.Account;
import io.chatroom.chat.Records;
import io.chatroom.chat.Token;
import io.chatroom.log.sqlite.Transactions.Transaction;
import io.chatroom.protocol.Deed;
import io.chatroom.protocol.Deed.Action;
import io.chatroom.protocol.Sanction;
import io.chatroom.protocol.Sanction.Kind;
import io.chatroom.protocol.SignIn;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records in the database. A change is on the disk when its method returns, since an
 * operator relies on a ban after a power failure, too. Any thread.
 */
final class SqliteRecords implements Records, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SqliteRecords.class);

	private static final String ACCOUNTS = "select name, secret, operator, made, signed_in, address from account";

	private static final String TOKENS = "select hash, account, name, made from token";

	private final Transactions transactions;

	SqliteRecords(Database database) {
		this.transactions = new Transactions(database, "chat-records");
	}

	@Override
	public @Nullable Account account(Collection<String> keys) {
		return read((sql) -> {
			for (String key : keys) {
				Account owned = sql.first(
						ACCOUNTS + " where name = (select account from account_key where name_key = ?)",
						SqliteRecords::account, key);
				if (owned != null) {
					return owned;
				}
			}
			return null;
		});
	}

	@Override
	public List<Account> accounts() {
		return read((sql) -> sql.list(ACCOUNTS + " order by name", SqliteRecords::account));
	}

	private static Account account(ResultSet row) throws SQLException {
		String address = row.getString(6);
		SignIn last = (address != null) ? new SignIn(Instant.ofEpochMilli(row.getLong(5)), address) : null;
		return new Account(Sql.text(row, 1), Sql.text(row, 2), row.getBoolean(3), Instant.ofEpochMilli(row.getLong(4)),
				last);
	}

	@Override
	public boolean add(Account account, Collection<String> keys, @Nullable Deed deed) {
		return change(deed, (sql) -> {
			for (String key : keys) {
				if (sql.number("select count(*) from account_key where name_key = ?", key) > 0) {
					return 0;
				}
			}
			sql.run("insert into account (name, secret, operator, made) values (?, ?, ?, ?)", account.name(),
					account.secret(), account.operator(), account.made().toEpochMilli());
			for (String key : keys) {
				sql.run("insert into account_key (name_key, account) values (?, ?)", key, account.name());
			}
			return 1;
		});
	}

	@Override
	public boolean setSecret(Account account, String fresh, @Nullable Deed deed) {
		return change(deed, (sql) -> sql.run("update account set secret = ? where name = ? and secret = ?", fresh,
				account.name(), account.secret()));
	}

	@Override
	public boolean setOperator(String name, boolean operator, Deed deed) {
		return change(deed, (sql) -> sql.run("update account set operator = ? where name = ?", operator, name));
	}

	@Override
	public boolean remove(Account account, @Nullable Deed deed) {
		return change(deed, (sql) -> {
			if (same(sql, account) == null) {
				return 0;
			}
			sql.run("delete from account_key where account = ?", account.name());
			sql.run("delete from account_address where account = ?", account.name());
			sql.run("delete from token where account = ?", account.name());
			return sql.run("delete from account where name = ?", account.name());
		});
	}

	@Override
	public @Nullable Account signedIn(Account account, SignIn signIn) {
		return write((sql) -> {
			Account now = same(sql, account);
			if (now != null) {
				sql.run("update account set signed_in = ?, address = ? where name = ?", signIn.at().toEpochMilli(),
						signIn.address(), now.name());
				sql.run("delete from account_address where account = ? and address = ?", now.name(), signIn.address());
				sql.run("insert into account_address (account, address) values (?, ?)", now.name(), signIn.address());
				sql.run("delete from account_address where account = ? and id not in (select id from account_address"
						+ " where account = ? order by id desc limit " + MOST_ADDRESSES + ")", now.name(), now.name());
			}
			return now;
		});
	}

	/**
	 * Returns the account with the same name and secret, as it is now, or null.
	 */
	private static @Nullable Account same(Sql sql, Account account) throws SQLException {
		return sql.first(ACCOUNTS + " where name = ? and secret = ?", SqliteRecords::account, account.name(),
				account.secret());
	}

	@Override
	public boolean hasSignedInFrom(String name, String address) {
		return read((sql) -> sql.number("select count(*) from account_address where account = ? and address = ?", name,
				address) > 0);
	}

	@Override
	public boolean add(Token token, int most, @Nullable Deed deed) {
		return change(deed,
				(sql) -> sql.run(
						"insert or ignore into token (hash, account, name, made) select ?, name, ?, ? from account"
								+ " where name = ? and (select count(*) from token where account = ?) < ?",
						token.hash(), token.name(), token.made().toEpochMilli(), token.account(), token.account(),
						most));
	}

	@Override
	public @Nullable Token token(String hash) {
		return read((sql) -> sql.first(TOKENS + " where hash = ?", SqliteRecords::token, hash));
	}

	@Override
	public List<Token> tokens(String account) {
		return read((sql) -> sql.list(TOKENS + " where account = ? order by id", SqliteRecords::token, account));
	}

	private static Token token(ResultSet row) throws SQLException {
		return new Token(Sql.text(row, 1), Sql.text(row, 2), Sql.text(row, 3), Instant.ofEpochMilli(row.getLong(4)));
	}

	@Override
	public boolean removeToken(String account, String name, @Nullable Deed deed) {
		return change(deed, (sql) -> sql.run("delete from token where account = ? and name = ?", account, name));
	}

	@Override
	public List<Sanction> sanctions(Instant now) {
		return write((sql) -> {
			sql.run("delete from sanction where until <= ?", now.toEpochMilli());
			return sql.list("select kind, subject, until, reason, operator, at from sanction order by id",
					(row) -> new Sanction(Kind.valueOf(Sql.text(row, 1)), Sql.text(row, 2), until(row, 3),
							Sql.text(row, 4), Sql.text(row, 5), Instant.ofEpochMilli(row.getLong(6))));
		});
	}

	@Override
	public void put(Sanction sanction, Deed deed) {
		change(deed, (sql) -> {
			sql.run("delete from sanction where until <= ?", sanction.at().toEpochMilli());
			sql.run("delete from sanction where kind = ? and subject = ?", sanction.kind().name(), sanction.subject());
			return sql.run(
					"insert into sanction (kind, subject, until, reason, operator, at) values (?, ?, ?, ?, ?, ?)",
					sanction.kind().name(), sanction.subject(), millis(sanction.until()), sanction.reason(),
					sanction.by(), sanction.at().toEpochMilli());
		});
	}

	@Override
	public boolean lift(Kind kind, String subject, Deed deed) {
		return change(deed,
				(sql) -> sql.run("delete from sanction where kind = ? and subject = ?", kind.name(), subject));
	}

	@Override
	public void add(Deed deed) {
		write((sql) -> insert(sql, deed));
	}

	@Override
	public List<Deed> deeds(int most) {
		return read((sql) -> sql
			.list("select at, operator, action, subject, until, reason from deed order by id desc limit ?",
					(row) -> new Deed(Instant.ofEpochMilli(row.getLong(1)), Sql.text(row, 2),
							Action.valueOf(Sql.text(row, 3)), Sql.text(row, 4), until(row, 5), Sql.text(row, 6)),
					most)
			.reversed());
	}

	private static int insert(Sql sql, Deed deed) throws SQLException {
		return sql.run("insert into deed (at, operator, action, subject, until, reason) values (?, ?, ?, ?, ?, ?)",
				deed.at().toEpochMilli(), deed.by(), deed.action().name(), deed.subject(), millis(deed.until()),
				deed.reason());
	}

	/**
	 * Makes a change, and keeps its deed with it.
	 * @param change returns how many rows it has changed; if none, no deed is kept
	 * @return whether it has changed any
	 */
	private boolean change(@Nullable Deed deed, Transaction<Integer> change) {
		return write((sql) -> {
			boolean changed = change.run(sql) > 0;
			if (changed && deed != null) {
				insert(sql, deed);
			}
			return changed;
		});
	}

	private static @Nullable Long millis(@Nullable Instant time) {
		return (time != null) ? time.toEpochMilli() : null;
	}

	private static @Nullable Instant until(ResultSet row, int column) throws SQLException {
		long millis = row.getLong(column);
		return row.wasNull() ? null : Instant.ofEpochMilli(millis);
	}

	private <T extends @Nullable Object> T read(Transaction<T> transaction) {
		return result(() -> this.transactions.read(transaction));
	}

	private <T extends @Nullable Object> T write(Transaction<T> transaction) {
		return result(() -> this.transactions.write(transaction));
	}

	private static <T extends @Nullable Object> T result(SqliteThread.Task<T> task) {
		try {
			return task.run();
		}
		catch (SQLException ex) {
			logger.error("Failed to read or write accounts and sanctions: {}", ex.toString());
			throw new UncheckedIOException(new IOException(ex));
		}
		catch (RejectedExecutionException ex) {
			// at a stop
			throw new UncheckedIOException(new IOException(ex));
		}
	}

	@Override
	public void close() {
		this.transactions.close();
	}

}
