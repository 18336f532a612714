package io.chatroom.chat;

/**
 * The settings of rooms.
 *
 * @param showAddress whether members see where others join from
 * @param maxLineLength maximum length of a line in bytes
 * @param historyEvents maximum number of events that a room keeps
 * @param historyBytes maximum memory that these take, in bytes
 */
public record RoomSettings(boolean showAddress, int maxLineLength, int historyEvents, long historyBytes) {

}
