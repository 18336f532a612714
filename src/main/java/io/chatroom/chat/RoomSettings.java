package io.chatroom.chat;

/**
 * The settings of a room.
 *
 * @param showAddress whether members see where others join from
 * @param maxLineLength maximum length of a line in bytes
 */
public record RoomSettings(boolean showAddress, int maxLineLength) {

}
