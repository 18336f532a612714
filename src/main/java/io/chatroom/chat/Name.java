package io.chatroom.chat;

/**
 * A member's name.
 *
 * @param text as it is shown
 * @param key what no two members share: names that read alike have the same
 */
record Name(String text, String key) implements NameCheck {

	@Override
	public String toString() {
		return this.text;
	}

}
