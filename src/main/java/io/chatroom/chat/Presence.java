package io.chatroom.chat;

import org.jspecify.annotations.Nullable;

/**
 * Where a client is that has not ended.
 *
 * @param name the name under which it is in the chat, or null if its join is not applied
 * yet
 * @param room the name of its room
 */
public record Presence(@Nullable String name, String room) {

}
