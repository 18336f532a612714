package io.chatroom.chat;

import java.util.Collection;

/**
 * Is told what happens to a {@link RoomLog} that is not in this process. Called on a
 * thread of the log, one call at a time; it must neither wait nor call the log.
 */
public interface LogWatcher {

	/**
	 * The log is away: lines wait. Called when that has lasted for 2 seconds.
	 */
	void away();

	/**
	 * The log is back, after {@link #away()}. What has waited is stored.
	 */
	void back();

	/**
	 * The others have taken this process for dead: what it proposes is dropped, and its
	 * clients have left, or soon will. Called once, until the process comes back as
	 * another.
	 */
	void fenced();

	/**
	 * Something has happened in rooms, also in those that are not open here. Called about
	 * once a second.
	 * @param rooms the names of the rooms
	 */
	void used(Collection<String> rooms);

}
