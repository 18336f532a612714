package io.chatroom.tcp;

import java.time.Duration;

/**
 * What has passed between the service and one client.
 *
 * @param linesIn lines that it sent
 * @param linesOut lines that were for it, those too that wait
 * @param queuedBytes what waits for it
 * @param idle how long it has sent no line
 */
public record ClientTraffic(long linesIn, long linesOut, long queuedBytes, Duration idle) {

}
