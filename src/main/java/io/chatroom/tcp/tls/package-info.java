/**
 * TLS over non-blocking sockets.
 */
@NullMarked
package io.chatroom.tcp.tls;

import org.jspecify.annotations.NullMarked;
