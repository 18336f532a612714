package io.chatroom.chat;

import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Request;

/**
 * Is told what passes through the room, to count it. It must not wait for anything, nor
 * call the room. Any thread.
 */
public interface RoomObserver {

	/**
	 * A line was parsed that is not taken as a name.
	 * @param request what it asks for
	 */
	void requested(Request request);

	/**
	 * A line could not be read, or a name was refused.
	 * @param reason why
	 */
	void refused(RefusalReason reason);

	/**
	 * A client has got a name, its first or another. The room's lock is not held.
	 * @param client the client's id
	 * @param address the client's address
	 * @param name the name
	 */
	void named(String client, String address, String name);

}
