/**
 * Checks that a chat on several servers loses and doubles nothing while they die and come
 * back.
 */
@NullMarked
package io.chatroom.client.load.resume;

import org.jspecify.annotations.NullMarked;
