/**
 * The browser's way in: a web server of its own, which serves the page and relays each
 * WebSocket session to the chat over a connection of its own.
 */
@NullMarked
package io.chatroom.web;

import org.jspecify.annotations.NullMarked;
