/**
 * From bytes to lines.
 */
@NullMarked
package io.chatroom.tcp.line;

import org.jspecify.annotations.NullMarked;
