package io.chatroom.protocol;

/**
 * An event of the room that the server repeats: after {@code #history} or
 * {@code #resume}.
 *
 * @param stamped the event
 */
public record Replayed(Stamped stamped) implements ServerEvent {

}
