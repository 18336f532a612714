package io.chatroom.chat;

/**
 * Where the room's lines go. It is called under the room's lock, so that all see one
 * order: no method blocks, writes a socket or closes one. A client that has gone is
 * passed over.
 */
public interface Outlet {

	/**
	 * Says a line to one client.
	 * @param client the client's id
	 * @param line the line, without its end
	 */
	void tell(String client, String line);

	/**
	 * Says a line to all that listen.
	 * @param line the line, without its end
	 */
	void tellAll(String line);

	/**
	 * Lets a client hear what all are told from now on.
	 * @param client the client's id
	 */
	void listen(String client);

	/**
	 * Hangs up on a client, once it was sent all that was said to it before.
	 * @param client the client's id
	 */
	void hangUp(String client);

}
