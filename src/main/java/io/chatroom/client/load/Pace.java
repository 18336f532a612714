package io.chatroom.client.load;

/** Decides when which sender says a line. Load thread only. */
sealed interface Pace permits ClosedLoop, OpenLoop {

	/**
	 * How long until a line is due that no receipt triggers; {@link Long#MAX_VALUE} for
	 * never.
	 */
	long nanosToNext(long now);

	/** Says what is due. */
	void sayDue(long now);

	/** A line of the sender has come to the client that watches it. */
	void arrived(int sender);

	/** Says the lines of one sender. */
	interface Speaker {

		/** Whether the sender's socket takes more. */
		boolean ready(int sender);

		/** Sends a line, whose latency counts from {@code time}. */
		void say(int sender, long time);

	}

}
