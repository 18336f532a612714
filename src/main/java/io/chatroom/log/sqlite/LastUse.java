package io.chatroom.log.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the database was used last, as its table {@code store} notes it. After a power
 * failure its last entries may be lost. Then each room gets a new epoch, so that nobody
 * resumes into other numbers.
 *
 * @param boot the boot ID then
 * @param clean whether it was closed
 * @param sync when the disk was told to write, see {@link Sync}
 * @param starts how often it was opened, that time included
 */
record LastUse(String boot, boolean clean, String sync, long starts) {

	private static final Logger logger = LoggerFactory.getLogger(LastUse.class);

	/** In place of a boot ID. */
	private static final String BACKUP = "backup";

	private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

	private static LastUse of(ResultSet row) throws SQLException {
		return new LastUse(Sql.text(row, 1), row.getBoolean(2), Sql.text(row, 3), row.getLong(4));
	}

	/**
	 * Returns the name of this start of the machine, or an empty text where the system
	 * gives none.
	 */
	static String bootId() {
		try {
			return Files.readString(BOOT_ID).strip();
		}
		catch (IOException ex) {
			return "";
		}
	}

	/**
	 * Notes that the database is in use, and gives each room a new epoch if entries may
	 * have been lost.
	 * @param bootId another text after each start of the machine, or empty if that is not
	 * known
	 * @param newEpoch returns another word at each call
	 * @return how often it was opened, this time included
	 */
	static long begin(Sql sql, String bootId, Sync sync, Supplier<String> newEpoch) throws SQLException {
		LastUse last = sql.first("select boot, clean, sync, starts from store", LastUse::of);
		if (last != null && last.mayHaveLost(bootId)) {
			for (long room : sql.list("select id from room", (row) -> row.getLong(1))) {
				sql.run("update room set epoch = ? where id = ?", newEpoch.get(), room);
			}
			logger.warn("{} All rooms begin a new numbering.", last.boot().equals(BACKUP) ? "The database is a backup."
					: "The machine was restarted while the service ran: its last lines may be lost.");
		}
		long starts = 1 + ((last != null) ? last.starts() : 0);
		sql.run("delete from store");
		sql.run("insert into store (boot, clean, sync, starts) values (?, 0, ?, ?)", bootId, sync.name(), starts);
		return starts;
	}

	/**
	 * Notes that the database is closed, and nothing was lost.
	 */
	static void end(Sql sql) throws SQLException {
		sql.run("update store set clean = 1");
	}

	/**
	 * Notes that the database is a copy, which knows nothing of later entries.
	 */
	static void endAsBackup(Sql sql) throws SQLException {
		sql.run("update store set boot = ?, clean = 0, sync = ''", BACKUP);
	}

	/**
	 * Returns whether a power failure may have cost the last entries.
	 */
	private boolean mayHaveLost(String bootId) {
		return !this.clean && !this.sync.equals(Sync.FULL.name()) && (bootId.isEmpty() || !bootId.equals(this.boot));
	}

}
