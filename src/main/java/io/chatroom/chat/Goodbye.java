package io.chatroom.chat;

/**
 * Why a client is hung up on. Its name is the code that programs see.
 */
public enum Goodbye {

	/** It said so. */
	QUIT(Phrases.QUIT),
	/** It asked for too many names that it could not have. */
	TOO_MANY_TRIES(Phrases.TOO_MANY_TRIES),
	/** The server stops. */
	GOING_DOWN(Phrases.GOING_DOWN),
	/** Too much waited for it. */
	OVERFLOW(Phrases.EVICTED_FOR_OVERFLOW),
	/** It took nothing. */
	STALLED(Phrases.EVICTED_FOR_STALL);

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
		return switch (format) {
			case TEXT -> this.text;
			case JSON -> JsonLine.event("bye").with("code", JsonLine.code(this)).with("text", this.text).toString();
		};
	}

}
