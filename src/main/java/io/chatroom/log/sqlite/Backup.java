package io.chatroom.log.sqlite;

/**
 * A copy of the database.
 *
 * @param name its file's name in the directory {@code backup}
 * @param bytes its size
 */
public record Backup(String name, long bytes) {

}
