/**
 * The words of the wire, as docs/protocol.md has them: server, client and load tool use
 * them. Nothing here knows a socket, a room or Spring.
 */
@NullMarked
package io.chatroom.protocol;

import org.jspecify.annotations.NullMarked;
