package io.chatroom.protocol;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What an operator decided about a name or about addresses.
 *
 * @param kind what
 * @param subject the name, or the addresses
 * @param until when it ends, or null if it does not
 * @param reason why, or empty
 * @param by the name of the operator
 * @param at when it was decided
 */
public record Sanction(Kind kind, String subject, @Nullable Instant until, String reason, String by, Instant at) {

	/**
	 * What a sanction does.
	 */
	public enum Kind {

		/** Keeps a name or addresses out. */
		BAN("banned"),
		/** Keeps a name from speaking. */
		MUTE("muted");

		private final String word;

		Kind(String word) {
			this.word = word;
		}

		/**
		 * Returns what somebody is who has one: {@code banned} or {@code muted}.
		 */
		String word() {
			return this.word;
		}

	}

	/**
	 * Returns whether it has ended.
	 */
	public boolean isOverAt(Instant now) {
		return this.until != null && !now.isBefore(this.until);
	}

	/**
	 * Returns what whom it hits is told.
	 * @return a line, without its line end
	 */
	public String toldAt(Instant now) {
		return "You are " + this.kind.word() + ((this.until != null) ? " until " + UtcTime.end(this.until, now) : "")
				+ TextLines.reason(this.reason);
	}

}
