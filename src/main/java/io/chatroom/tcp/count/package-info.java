/**
 * What is counted and logged of connections.
 */
@NullMarked
package io.chatroom.tcp.count;

import org.jspecify.annotations.NullMarked;
