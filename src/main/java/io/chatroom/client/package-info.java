/**
 * The commands that run without starting the server. Classes here import nothing else of
 * this project and nothing of Spring, so that they start fast.
 */
@NullMarked
package io.chatroom.client;

import org.jspecify.annotations.NullMarked;
