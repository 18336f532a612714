/**
 * What the rest of the transport knows of a socket.
 */
@NullMarked
package io.chatroom.tcp.socket;

import org.jspecify.annotations.NullMarked;
