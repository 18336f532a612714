package io.chatroom.chat;

import java.util.List;

/**
 * A member's name.
 *
 * @param text as it is shown
 * @param keys what it reads like, the best match first; no two members share any
 */
record Name(String text, List<String> keys) implements NameCheck {

	@Override
	public String toString() {
		return this.text;
	}

}
