/**
 * Operations: metrics, health, the activity log and the operator endpoint, through
 * Micrometer and Actuator. This package only reads, except for the operator's commands.
 * {@code docs/operations.md} describes what an operator sees.
 */
@NullMarked
package io.chatroom.ops;

import org.jspecify.annotations.NullMarked;
