package io.chatroom.chat;

import java.util.List;
import java.util.function.BooleanSupplier;

import io.chatroom.protocol.BroadcastLine;
import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import org.jspecify.annotations.Nullable;

/**
 * A port: where lines to clients go. Where the order matters it is called under a room's
 * lock, so no method but {@link #awaitSpace} blocks, and none writes a socket or closes
 * one. Calls for a disconnected client have no effect.
 */
public interface Outlet {

	/**
	 * Opens a room.
	 * @param room the room's name
	 */
	void openRoom(String room);

	/**
	 * Closes a room that nobody follows.
	 * @param room the room's name
	 */
	void closeRoom(String room);

	/**
	 * Sends a line to one client.
	 * @param client the client's id
	 * @param line the line, without its end
	 */
	void tell(String client, String line);

	/**
	 * Waits while much of what a client was told is not written yet, so that it may be
	 * told many lines. Called by the thread that handles its lines, without a lock. It is
	 * the only method that waits.
	 * @param client the client's id
	 * @param isNeeded returns whether the lines are still wanted
	 * @return false when they are not, or its connection ends
	 */
	boolean awaitSpace(String client, BooleanSupplier isNeeded);

	/**
	 * Sends lines to all clients that follow a room, to each in its format.
	 * @param room the room's name
	 * @param lines the lines in their order
	 */
	void broadcast(String room, List<BroadcastLine> lines);

	/**
	 * Sets the format of a client, and starts delivery of a room's lines, in place of
	 * those of the room before. What the server itself sends, such as the last line of an
	 * eviction, is in that format too.
	 * @param client the client's id
	 * @param room the room's name; null for no room
	 * @param format the format; it is {@link Format#TEXT} before this was called
	 */
	void follow(String client, @Nullable String room, Format format);

	/**
	 * Makes a client's telnet program hide what is typed, or show it again, between the
	 * lines before and after this. It is called around a password. Other programs notice
	 * nothing, and show it.
	 * @param client the client's id
	 * @param hidden whether it is hidden; it is shown before this was called
	 */
	void hideInput(String client, boolean hidden);

	/**
	 * Sends a client its last line, and closes its connection once it was sent that. It
	 * is one call: a client that closes as soon as it has read the line did not end the
	 * connection itself.
	 * @param client the client's id
	 * @param reason why
	 * @param lastLine the line, without its end; null for none
	 */
	void close(String client, CloseReason reason, @Nullable String lastLine);

}
