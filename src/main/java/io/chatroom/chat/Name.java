package io.chatroom.chat;

import java.util.Collections;
import java.util.List;

/**
 * The name of a member, a room or an account.
 *
 * @param text as it is shown
 * @param keys what it reads like, the best match first; no two members share any
 */
record Name(String text, List<String> keys) implements NameCheck {

	/**
	 * Returns whether the two read alike, so that they are taken for the same.
	 */
	boolean isLike(Name other) {
		return !Collections.disjoint(this.keys, other.keys);
	}

	@Override
	public String toString() {
		return this.text;
	}

}
