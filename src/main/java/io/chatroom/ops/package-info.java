/**
 * Operation: what the service says of itself, through Micrometer and Actuator. It reads,
 * and never steers, but where an operator wants it to.
 */
@NullMarked
package io.chatroom.ops;

import org.jspecify.annotations.NullMarked;
