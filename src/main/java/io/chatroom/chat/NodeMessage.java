package io.chatroom.chat;

import java.time.Instant;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Sanction;
import org.jspecify.annotations.Nullable;

/**
 * What a node is asked to do with its clients. Immutable.
 */
public sealed interface NodeMessage {

	/**
	 * A message to the node of one client.
	 */
	sealed interface ToClient extends NodeMessage {

		/**
		 * Returns the client's id.
		 */
		String client();

	}

	/**
	 * A message to all nodes.
	 */
	sealed interface ToAll extends NodeMessage {

	}

	/**
	 * Asks where a client is.
	 *
	 * @param client the client's id
	 */
	record Find(String client) implements ToClient {
	}

	/**
	 * Shows a private message, unless the receiver ignores its sender.
	 *
	 * @param client the id of the receiver
	 * @param from the name of the sender
	 * @param sender the id of the sender
	 * @param at when it was sent
	 * @param text its text
	 */
	record Tell(String client, String from, String sender, Instant at, String text) implements ToClient {
	}

	/**
	 * Ends a client, and waits until it has left. One that is slow may leave later.
	 *
	 * @param client the client's id
	 * @param reason why
	 * @param lastWords the last line
	 * @param by the name of the operator who removes it, or null if none does
	 * @param why why the operator removes it, or empty
	 */
	record End(String client, CloseReason reason, String lastWords, @Nullable String by,
			String why) implements ToClient {
	}

	/**
	 * Removes all members of a room.
	 *
	 * @param room the room's name
	 * @param by the operator's name
	 * @param why why, or empty
	 */
	record Clear(String room, String by, String why) implements ToAll {
	}

	/**
	 * Ends those who are signed in as the owner of an account, except for one client and
	 * programs, and waits until they have left.
	 *
	 * @param account the account's name
	 * @param client the client's id
	 */
	record EndOthers(String account, String client) implements ToAll {
	}

	/**
	 * Ends the programs that act for an account.
	 *
	 * @param account the account's name
	 */
	record EndPrograms(String account) implements ToAll {
	}

	/**
	 * Changes as whom those are signed in who own an account. When nobody is any more,
	 * its programs end.
	 *
	 * @param account the account's name
	 * @param rank what they may do from now on; a guest is not signed in
	 */
	record Identify(String account, Rank rank) implements ToAll {
	}

	/**
	 * Somebody was banned or muted: those whom it hits are removed, or told so.
	 *
	 * @param sanction the sanction, which is in the records
	 */
	record Impose(Sanction sanction) implements ToAll {
	}

	/**
	 * A sanction was lifted.
	 *
	 * @param kind its kind
	 * @param subject its subject
	 */
	record Lift(Sanction.Kind kind, String subject) implements ToAll {
	}

}
