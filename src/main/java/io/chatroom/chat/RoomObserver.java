package io.chatroom.chat;

import io.chatroom.protocol.Deed;
import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Request;

/**
 * Counts and logs what clients do. Must not wait or call the chat. Any thread.
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
	 * A client has sent a wrong password.
	 * @param client the client's id
	 * @param address the client's address
	 */
	void guessed(String client, String address);

	/**
	 * An operator did something.
	 */
	void did(Deed deed);

	/**
	 * A client has claimed a name, its first or another.
	 * @param client the client's id
	 * @param address the client's address
	 * @param name the name
	 */
	void named(String client, String address, String name);

}
