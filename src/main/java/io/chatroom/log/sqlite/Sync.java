package io.chatroom.log.sqlite;

/**
 * When the disk is told to write what was committed.
 */
public enum Sync {

	/**
	 * Now and then. What was committed outlives the process, but a power failure may cost
	 * the last lines. Then the rooms begin new numberings.
	 */
	NORMAL,

	/** At each commit. Nothing is lost in a power failure; a line takes longer. */
	FULL

}
