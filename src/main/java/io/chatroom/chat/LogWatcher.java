package io.chatroom.chat;

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
	 * A newer version of the chat uses the log, and this one does not know what it has
	 * written. It hands over nothing more of that room. Called once.
	 */
	void outdated();

}
