/**
 * The way out: rooms' logs, what is queued for each peer, and the threads that write to
 * sockets. The rule of the package: adding never waits and never writes; only a writer
 * writes, and it never waits for a socket.
 */
@NullMarked
package io.chatroom.tcp.out;

import org.jspecify.annotations.NullMarked;
