package io.chatroom.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A line for all who follow a room.
 *
 * @param text the line for {@link Format#TEXT}, without its end, or null for none
 * @param json the line for {@link Format#JSON}, or null for none
 * @param since when the line was read that led to it, as {@link System#nanoTime()}
 */
public record BroadcastLine(@Nullable String text, @Nullable String json, long since) {
}
