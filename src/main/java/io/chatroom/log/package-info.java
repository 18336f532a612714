/**
 * What the logs have in common.
 */
@NullMarked
package io.chatroom.log;

import org.jspecify.annotations.NullMarked;
