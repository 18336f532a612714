package io.chatroom.protocol;

/**
 * What the server sends to a client: an event of the room, live or replayed, or a reply
 * to this client alone.
 */
public sealed interface ServerEvent permits Stamped, Replayed, Reply {

}
