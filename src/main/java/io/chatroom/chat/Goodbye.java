package io.chatroom.chat;

/**
 * Why a client is hung up on, and its last words. Its name is the code that programs see.
 */
public enum Goodbye {

	/** It said so. */
	QUIT("#quit"),
	/** It asked for too many names that it could not have. */
	TOO_MANY_TRIES("Too many tries. Goodbye!"),
	/** The server stops. */
	GOING_DOWN("The server is going down. Goodbye!"),
	/** An operator wants it. */
	KICKED("An operator has sent you away. Goodbye!"),
	/** Too much waited for it. */
	OVERFLOW("You read too slowly: too much is waiting for you. Goodbye!"),
	/** It took nothing. */
	STALLED("You have read nothing for too long. Goodbye!"),
	/** It gave no name. */
	NAMELESS("You have not given a name in time. Goodbye!"),
	/** It said nothing, where that is not liked. */
	IDLE("You have said nothing for too long. Goodbye!");

	private final String text;

	Goodbye(String text) {
		this.text = text;
	}

	String text() {
		return this.text;
	}

	/**
	 * Returns the last words to a client.
	 * @param format how it is spoken to
	 * @return a line, without its end
	 */
	public String in(Format format) {
		return in(format, this.text);
	}

	/**
	 * Returns the last words to a client.
	 * @param sentence what people see
	 */
	String in(Format format, String sentence) {
		return switch (format) {
			case TEXT -> sentence;
			case JSON -> JsonLine.event("bye").with("code", JsonLine.code(this)).with("text", sentence).toString();
		};
	}

}
