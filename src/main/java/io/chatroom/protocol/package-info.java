/**
 * What server and client share of the wire, as docs/protocol.md and docs/json-mode.md
 * describe it: commands, events, replies, their text and JSON, safe text, addresses and
 * keepalive. It uses Java and jackson-core alone.
 */
@NullMarked
package io.chatroom.protocol;

import org.jspecify.annotations.NullMarked;
