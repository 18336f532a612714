package io.chatroom.chat;

/**
 * Who may make a room.
 */
public enum RoomCreation {

	/** Every member. */
	ANYONE,
	/** Members with an account. There are none yet. */
	ACCOUNTS,
	/** Operators among the members. There are none yet. */
	OPERATORS,
	/** Nobody: there is the first room only. */
	NOBODY

}
