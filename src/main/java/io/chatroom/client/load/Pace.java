package io.chatroom.client.load;

/** Decides when each sender sends a line. Used by the load thread only. */
sealed interface Pace permits ClosedLoop, OpenLoop {

	/**
	 * Nanoseconds until the next line is due that is not triggered by a receipt;
	 * {@link Long#MAX_VALUE} for never.
	 */
	long nanosToNext(long now);

	/** Sends the lines that are due. */
	void sayDue(long now);

	/** A line of this sender has arrived at the client that watches it. */
	void arrived(int sender);

	/** Sends a sender's lines. */
	interface Speaker {

		/** Whether the sender's socket accepts more. */
		boolean ready(int sender);

		/** Sends a line. Its latency counts from {@code time}. */
		void say(int sender, long time);

	}

}
