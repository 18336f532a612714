/**
 * Accepting: endpoints, who is admitted, PROXY headers, and what comes before the first
 * line.
 */
@NullMarked
package io.chatroom.tcp.accept;

import org.jspecify.annotations.NullMarked;
