package io.chatroom.client;

/** The command line is invalid. The message is printed as it is. */
public final class UsageException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what is wrong, the value, and the remedy
	 */
	public UsageException(String message) {
		super(message);
	}

}
