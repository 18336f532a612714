/**
 * The commands that run at a terminal without starting the service. Nothing here imports
 * anything else of ours, nor Spring, so that they start fast.
 */
@NullMarked
package io.chatroom.client;

import org.jspecify.annotations.NullMarked;
