package io.chatroom.tcp;

import java.time.Duration;

/**
 * What one client has sent and received.
 *
 * @param linesIn the lines that it has sent
 * @param linesOut the lines for it, the queued ones included
 * @param queuedBytes the bytes queued for it
 * @param idle the time since its last line
 */
public record ClientTraffic(long linesIn, long linesOut, long queuedBytes, Duration idle) {

}
