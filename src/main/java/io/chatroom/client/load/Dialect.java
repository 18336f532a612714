package io.chatroom.client.load;

import java.util.Optional;

/**
 * The protocol of one kind of server. Stateless and shared by all clients.
 */
sealed interface Dialect permits ChatroomDialect, IrcDialect {

	/** The first text to send, with line ends. */
	String hello(String name);

	/** The text before the payload of a broadcast line. */
	String linePrefix();

	/** Whether clients can be in different rooms. */
	boolean hasRooms();

	/** Whether the server sends a line back to its sender. */
	boolean echoes();

	/**
	 * Maximum clients that connect at the same time. If they overflow the server's accept
	 * queue, each waits for seconds.
	 */
	int entering();

	/** Maximum bytes of text in a line. */
	int longestText();

	/**
	 * The line that the others receive when a client leaves; empty if it differs between
	 * servers.
	 */
	Optional<String> leaveLine(String name);

	/**
	 * Whether {@link #hear} must see a line that starts with this byte, even once the
	 * client is in the room.
	 */
	boolean heeds(byte first);

	/**
	 * Decides how to react to a line from the server.
	 * @param room the client's room, as {@link LoadOptions#room} numbers it
	 */
	Reaction hear(String line, int room);

	/**
	 * The reaction to a line from the server.
	 *
	 * @param letIn whether the line means that the client is in its room
	 * @param refused whether the line means that the client may not enter its room
	 * @param answer the text to send back, with line ends; empty for none
	 */
	record Reaction(boolean letIn, boolean refused, String answer) {

		static final Reaction NONE = new Reaction(false, false, "");

		static final Reaction LET_IN = new Reaction(true, false, "");

		static final Reaction REFUSED = new Reaction(false, true, "");

		static Reaction answer(String text) {
			return new Reaction(false, false, text);
		}

	}

}
