/**
 * The transport: Spring Integration IP and the JDK's sockets. It knows connection ids,
 * bytes and lines, nothing of chat.
 */
@NullMarked
package io.chatroom.tcp;

import org.jspecify.annotations.NullMarked;
