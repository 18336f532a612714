package io.chatroom.chat;

import java.util.Collection;
import java.util.List;

/**
 * The settings of rooms.
 *
 * @param first the room in which everyone begins
 * @param create who may make a room
 * @param maxRooms how many rooms there may be
 * @param restricted names of rooms for accounts only
 * @param hidden names of rooms that lists leave out
 * @param motd lines that each new member receives
 * @param replay how many of the last lines one receives who moves
 * @param digestAbove above how many members joins and leaves are told as a digest
 * @param showAddress whether members see where others join from
 * @param maxLineLength maximum length of a line in bytes
 * @param historyEvents maximum number of events that a room keeps
 * @param historyBytes maximum memory that these take, in bytes
 * @param allHistoryBytes maximum memory that the events of all rooms take, in bytes
 */
public record RoomSettings(String first, RoomCreation create, int maxRooms, Collection<String> restricted,
		Collection<String> hidden, List<String> motd, int replay, int digestAbove, boolean showAddress,
		int maxLineLength, int historyEvents, long historyBytes, long allHistoryBytes) {

}
