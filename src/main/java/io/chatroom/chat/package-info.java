/**
 * The domain: who is in the room, under which name, and what everyone hears of it. It
 * knows no socket, no Spring and no database; only {@link io.chatroom.chat.NamePolicy}
 * uses the name libraries.
 */
@NullMarked
package io.chatroom.chat;

import org.jspecify.annotations.NullMarked;
