package io.chatroom.chat;

/**
 * A {@link RoomLog} cannot read what it has kept. It has logged why.
 */
public final class RoomLogException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param cause why
	 */
	public RoomLogException(Throwable cause) {
		super(cause);
	}

}
