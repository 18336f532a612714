package io.chatroom.tcp;

import io.chatroom.protocol.Format;
import org.jspecify.annotations.Nullable;

/**
 * A line for all that listen, in both renderings: the payload of a message that names no
 * recipient.
 *
 * @param plain the line for {@link Format#TEXT}, without its end
 * @param structured the line for {@link Format#JSON}, without its end; null when nobody
 * follows that
 * @param since when that was read which led to it, as {@link System#nanoTime()}
 */
public record Broadcast(String plain, @Nullable String structured, long since) {

}
