package io.chatroom.chat;

import org.jspecify.annotations.Nullable;

/**
 * Where a client is that has not ended.
 *
 * @param name the name under which it is in the chat, or null if its join is not applied
 * yet
 * @param room the name of its room
 * @param account the name of the account as whose owner it is signed in, or null
 */
public record Presence(@Nullable String name, String room, @Nullable String account) {

}
