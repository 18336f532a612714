/**
 * The ports of {@link io.chatroom.chat} kept in memory: what they hold ends with the
 * process.
 */
@NullMarked
package io.chatroom.log.memory;

import org.jspecify.annotations.NullMarked;
