package io.chatroom.chat;

import io.chatroom.protocol.RefusalReason;

/**
 * The result of a request for a name: the name, or why it is refused.
 */
sealed interface NameCheck permits Name, NameCheck.Refused {

	/** Another member has the name, or one that looks like it. */
	Refused TAKEN = new Refused(RefusalReason.TAKEN);

	/** The name breaks the rules for names. */
	Refused MALFORMED = new Refused(RefusalReason.MALFORMED);

	/** The name might be taken for the server, or is what scanners send. */
	Refused RESERVED = new Refused(RefusalReason.RESERVED);

	/**
	 * No name.
	 *
	 * @param reason why
	 */
	record Refused(RefusalReason reason) implements NameCheck {
	}

}
