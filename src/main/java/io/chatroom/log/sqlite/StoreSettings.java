package io.chatroom.log.sqlite;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings of a {@link SqliteRoomLog}.
 *
 * @param directory the directory of the database; it is made if it is missing
 * @param sync when the disk is told to write
 * @param roomEvents maximum number of entries of a room that are handed over when it
 * opens
 * @param roomBytes maximum length of these in bytes, about
 * @param keep how long entries are kept
 * @param maxBytes above which size of the database, in bytes, the oldest are deleted
 * before that
 */
public record StoreSettings(Path directory, Sync sync, int roomEvents, long roomBytes, Duration keep, long maxBytes) {

}
