package io.chatroom.tcp.line;

/**
 * What a connection's reader passes to the listener: a line of text, or what happened
 * instead of one.
 */
public sealed interface Line {

	/**
	 * A line that was accepted.
	 *
	 * @param value the text, without its end, free of controls that could paint on a
	 * terminal
	 * @param cleaned whether controls were removed from it; tabs stay, and erasures are
	 * what someone types
	 * @param readAt when it was taken, as {@link System#nanoTime()}: not before its
	 * client may send it; 0 while it was not
	 */
	record Text(String value, boolean cleaned, long readAt) implements Line {

		public Text(String value) {
			this(value, false, 0);
		}

		public Text readAt(long time) {
			return new Text(this.value, this.cleaned, time);
		}

		/**
		 * Returns what may stand in a log: nothing of what was said.
		 */
		@Override
		public String toString() {
			return "Text[" + this.value.length() + " characters]";
		}

	}

	/**
	 * What happened instead of a line of text.
	 */
	enum NoText implements Line {

		/** A line was longer than the limit, and was dropped. */
		TOO_LONG,
		/** The bytes of a line are not UTF-8 (RFC 3629), and were dropped. */
		NOT_UTF8,
		/**
		 * Nothing more comes from this connection. What is queued for it is still
		 * written.
		 */
		END

	}

}
