/**
 * The load tool: many clients in one process that count, time and compare what arrives.
 */
@NullMarked
package io.chatroom.client.load;

import org.jspecify.annotations.NullMarked;
