package io.chatroom.protocol;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What an operator did. Deeds are kept.
 *
 * @param at when
 * @param by the name of the operator, {@code server} for one outside the chat
 * @param action what
 * @param subject whom or what it was done to
 * @param until when it ends, or null
 * @param reason why, or what was announced; may be empty
 */
public record Deed(Instant at, String by, Action action, String subject, @Nullable Instant until, String reason) {

	/**
	 * What operators do.
	 */
	public enum Action {

		/** Removed a member. */
		KICK("removed", "was removed"),
		/** Muted a name. */
		MUTE("muted", "is muted"),
		/** Lifted a mute. */
		UNMUTE("unmuted", "is no longer muted"),
		/** Banned a name or addresses. */
		BAN("banned", "is banned"),
		/** Lifted a ban. */
		UNBAN("unbanned", "is no longer banned"),
		/** Sent a line to a room, or to all. */
		ANNOUNCE("announced to", "was told"),
		/** Set the topic of a room from outside the chat. */
		TOPIC("set the topic of", "has the topic"),
		/** Made an account. */
		REGISTER("registered", "has an account"),
		/** Gave an account a new password. */
		PASSWORD("gave a new password to", "has a new password"),
		/** Made an account an operator's. */
		PROMOTE("made an operator of", "is an operator"),
		/** Made an account a member's. */
		DEMOTE("made a member of", "is no operator"),
		/** Deleted an account. */
		UNREGISTER("unregistered", "has no account any more"),
		/** Made a token of an account. */
		TOKEN("made a token of", "has a token"),
		/** Revoked a token of an account. */
		REVOKE("revoked a token of", "has a token less");

		private final String word;

		private final String result;

		Action(String word, String result) {
			this.word = word;
			this.result = result;
		}

		/**
		 * Returns the word between the operator and whom it was done to.
		 */
		public String word() {
			return this.word;
		}

		/**
		 * Returns what follows the name of whom it was done to.
		 */
		String result() {
			return this.result;
		}

	}

}
