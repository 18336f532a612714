/**
 * The port {@link io.chatroom.chat.RoomLog} in a SQLite database: what it holds outlives
 * the process.
 */
@NullMarked
package io.chatroom.log.sqlite;

import org.jspecify.annotations.NullMarked;
