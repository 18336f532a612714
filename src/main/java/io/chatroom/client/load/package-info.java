/**
 * The load tool: connects many clients from one process, and counts, times and compares
 * the lines that they receive.
 */
@NullMarked
package io.chatroom.client.load;

import org.jspecify.annotations.NullMarked;
