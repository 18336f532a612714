/**
 * What tests share: servers, clients, other programs, and a clock that a test moves.
 */
@NullMarked
package io.chatroom.testing;

import org.jspecify.annotations.NullMarked;
