package io.chatroom.chat;

import io.chatroom.protocol.Command.Resume;
import io.chatroom.protocol.Format;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.Sanction;
import org.jspecify.annotations.Nullable;

/**
 * One connection, as the domain knows it.
 * <p>
 * What is guarded by its room's lock is so by the lock of {@link #room} as it is while
 * that lock is held: it changes under the lock of the room that it leaves.
 */
final class Client {

	final String id;

	final Origin origin;

	final ClientLife life = new ClientLife();

	volatile Room room;

	/** Where it goes: set by the thread that handles its lines. */
	@Nullable Room next;

	/** The name under which it is in the chat: set when its join is applied. */
	volatile @Nullable String shownName;

	/** As whom it is signed in; operators may change it. */
	volatile @Nullable Identity identity;

	/** What keeps it from speaking, perhaps no longer in force. */
	volatile @Nullable Sanction mute;

	/**
	 * Claimed name; the join may not be applied yet. Owned, like the next five, by the
	 * thread that handles its lines, then by the one that proposes its leave.
	 */
	@Nullable Name name;

	/** The name whose password its next line is. */
	@Nullable Name asked;

	/** The name under which a program's lines are said; null while it says none. */
	@Nullable String speaksAs;

	/** How many names were refused. */
	int refusals;

	/** How many passwords were wrong in a row. */
	int wrongPasswords;

	boolean sentUtf8Remedy;

	/** This and the next four are guarded by its room's lock. */
	Format format = Format.TEXT;

	Filter filter = Filter.NONE;

	/** From where it wants to resume when it joins: set by the thread of its lines. */
	@Nullable Resume resume;

	/** What it is sent once it was sent what it missed, if that takes the log. */
	@Nullable Welcome welcome;

	/** The number of the last entry before those that it receives as they happen. */
	long followsAfter;

	Client(String id, Origin origin, Room room) {
		this.id = id;
		this.origin = origin;
		this.room = room;
	}

	/**
	 * Returns whether it is a program that acts for an account over HTTP. It has no name
	 * and is no member.
	 */
	boolean isProgram() {
		return this.origin.program() != null;
	}

	/**
	 * Returns whether it is signed in as the owner of an account.
	 * @param account the account's name
	 */
	boolean isSignedInAs(String account) {
		Identity now = this.identity;
		return now != null && now.account().equals(account);
	}

	Rank rank() {
		Identity now = this.identity;
		return (now == null) ? Rank.GUEST : now.operator() ? Rank.OPERATOR : Rank.OWNER;
	}

}
