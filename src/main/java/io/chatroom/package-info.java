/**
 * The glue: the only package that sees the others. It starts the program, binds its
 * settings, and joins the transport to the room.
 */
@NullMarked
package io.chatroom;

import org.jspecify.annotations.NullMarked;
