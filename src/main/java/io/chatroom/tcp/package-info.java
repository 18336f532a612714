/**
 * The transport: Spring Integration IP and the JDK's sockets. It knows connections, rooms
 * as logs, bytes and lines; not members, names or commands.
 */
@NullMarked
package io.chatroom.tcp;

import org.jspecify.annotations.NullMarked;
