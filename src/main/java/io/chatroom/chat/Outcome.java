package io.chatroom.chat;

import io.chatroom.protocol.Deed;
import io.chatroom.protocol.Reply;

/**
 * What came of an operator's wish.
 */
public sealed interface Outcome {

	/**
	 * It was done.
	 *
	 * @param deed what was done
	 */
	record Done(Deed deed) implements Outcome {
	}

	/**
	 * It was not done, and nothing is changed.
	 *
	 * @param why why
	 */
	record NotDone(Reply.Refused why) implements Outcome {
	}

}
