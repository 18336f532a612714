/**
 * The application: starts the program, binds its settings, and connects the transport to
 * the room. No other package depends on it, and it depends on all others.
 */
@NullMarked
package io.chatroom;

import org.jspecify.annotations.NullMarked;
