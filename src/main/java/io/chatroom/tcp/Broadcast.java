package io.chatroom.tcp;

/**
 * A line for all that listen, in both renderings: the payload of a message when someone
 * follows {@link Feed#STRUCTURED}. When nobody does, a plain line is enough.
 *
 * @param plain the line for {@link Feed#PLAIN}, without its end
 * @param structured the line for {@link Feed#STRUCTURED}, without its end
 */
public record Broadcast(String plain, String structured) {
}
