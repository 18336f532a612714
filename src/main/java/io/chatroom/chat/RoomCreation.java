package io.chatroom.chat;

/**
 * Who may make a room.
 */
public enum RoomCreation {

	/** Every member. */
	ANYONE,
	/** Members who are signed in. */
	ACCOUNTS,
	/** Members who are signed in as an operator. */
	OPERATORS,
	/** Nobody: there is the first room only. */
	NOBODY;

	/**
	 * Returns whether a client of a rank may make a room.
	 */
	boolean allows(Rank rank) {
		return switch (this) {
			case ANYONE -> true;
			case ACCOUNTS -> rank != Rank.GUEST;
			case OPERATORS -> rank == Rank.OPERATOR;
			case NOBODY -> false;
		};
	}

}
