package io.chatroom.tcp;

/**
 * The log of each {@link Feed}, as one: what is true of all that was broadcast. Any
 * thread.
 */
final class BroadcastLogs {

	private final BroadcastLog plain = new BroadcastLog();

	private final BroadcastLog structured = new BroadcastLog();

	BroadcastLog of(Feed feed) {
		return switch (feed) {
			case PLAIN -> this.plain;
			case STRUCTURED -> this.structured;
		};
	}

	/**
	 * Returns how many bytes have been appended in all: it is the same again only when
	 * nothing was.
	 */
	long head() {
		return this.plain.head() + this.structured.head();
	}

	/**
	 * Returns how many lines have been broadcast in all. Each is in the plain log.
	 */
	long lines() {
		return this.plain.lines();
	}

}
