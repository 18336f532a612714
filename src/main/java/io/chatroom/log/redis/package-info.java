/**
 * The ports of {@link io.chatroom.chat} in an engine that speaks the Redis protocol,
 * which several nodes share.
 */
@NullMarked
package io.chatroom.log.redis;

import org.jspecify.annotations.NullMarked;
