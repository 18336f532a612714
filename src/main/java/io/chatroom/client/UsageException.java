package io.chatroom.client;

/** A command line that cannot be followed; the message is the one sentence to print. */
public final class UsageException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates it.
	 * @param message the sentence
	 */
	public UsageException(String message) {
		super(message);
	}

}
