package io.chatroom.client;

import java.util.EnumSet;
import java.util.Set;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Reply.Bye;
import org.jspecify.annotations.Nullable;

/**
 * How a conversation ended.
 */
enum Ending {

	/** The user or the input ended it, and everything was sent. */
	DONE(0),
	/** The user or the input ended it, but at least one line was refused or left out. */
	NOT_ALL_SAID(1),
	/** The connection or the input failed, or the server ended the conversation. */
	BROKEN_OFF(1),
	/** The server refused the name, or its password. */
	NAME_REFUSED(3),
	/** The server refused the room. */
	ROOM_REFUSED(3),
	/**
	 * The server has no JSON mode; the client connects again and falls back to plain
	 * text.
	 */
	NOT_STRUCTURED(1);

	/** Reasons after which the client reconnects. */
	private static final Set<CloseReason> COME_BACK = EnumSet.of(CloseReason.GOING_DOWN, CloseReason.OVERFLOW,
			CloseReason.STALLED, CloseReason.AWAY_TOO_LONG, CloseReason.LOST_LOG, CloseReason.OUTDATED);

	private final int exitCode;

	Ending(int exitCode) {
		this.exitCode = exitCode;
	}

	/**
	 * Returns how the server's last line ends a conversation.
	 * @param interactive whether a user types the lines
	 * @return null if the client reconnects
	 */
	static @Nullable Ending of(Bye bye, boolean interactive) {
		if (bye.is(CloseReason.QUIT)) {
			return DONE;
		}
		// a user may take a minute to choose a name; a program that gives none never will
		boolean ponders = bye.is(CloseReason.NAMELESS) && interactive;
		if (ponders || COME_BACK.stream().anyMatch(bye::is)) {
			return null;
		}
		return bye.is(CloseReason.TOO_MANY_TRIES) ? NAME_REFUSED : BROKEN_OFF;
	}

	int exitCode() {
		return this.exitCode;
	}

}
