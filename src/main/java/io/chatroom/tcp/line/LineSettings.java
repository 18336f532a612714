package io.chatroom.tcp.line;

/**
 * How a client's bytes become lines, and how fast it may send them.
 *
 * @param framing where a line ends
 * @param maxLength maximum length of a line in bytes, without its end
 * @param messagesPerSecond the lines a second that a client may send on average; 0 is no
 * limit
 * @param burst the lines that it may send at once
 */
public record LineSettings(Framing framing, int maxLength, int messagesPerSecond, int burst) {
}
