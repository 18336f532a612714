package io.chatroom.chat;

/**
 * Is told what passes through the room, to count it. It must not wait for anything, nor
 * call the room. Any thread.
 */
public interface RoomObserver {

	/**
	 * A line was taken for a command, or for something to say.
	 * @param name which
	 */
	void commanded(CommandName name);

	/**
	 * A line was refused, since it could not be read.
	 * @param reason why
	 */
	void refused(Refusal reason);

	/**
	 * A name was refused.
	 * @param reason why
	 */
	void refused(NameRefusal reason);

	/**
	 * A client has got a name, its first or another. The room's lock is not held.
	 * @param client the client's id
	 * @param address the client's address
	 * @param name the name
	 */
	void named(String client, String address, String name);

}
