package io.chatroom.client.load;

import java.util.Optional;

/**
 * How a server of one kind is entered and spoken to; stateless, shared by all clients.
 */
sealed interface Dialect permits ChatroomDialect, IrcDialect {

	/** What is sent first, line ends included. */
	String hello(String name);

	/** What comes before the text of a line that is said to everyone. */
	String linePrefix();

	/** Whether the one who says a line receives it too. */
	boolean echoes();

	/**
	 * How many may knock at once: more than the server's accept queue takes wait for
	 * seconds each.
	 */
	int entering();

	/** Most bytes of text in a line. */
	int longestText();

	/**
	 * What the others are told when a client has gone; empty when that is not the same on
	 * every server.
	 */
	Optional<String> leaveLine(String name);

	/**
	 * Whether a line that begins so wants {@link #hear} even after the client has been
	 * let in.
	 */
	boolean heeds(byte first);

	/** What to do about a line that the server says. */
	Reaction hear(String line);

	/**
	 * What follows from a line of the server.
	 *
	 * @param letIn whether it says that the client is in the room
	 * @param answer what to send back, line ends included; empty for nothing
	 */
	record Reaction(boolean letIn, String answer) {

		static final Reaction NONE = new Reaction(false, "");

		static final Reaction LET_IN = new Reaction(true, "");

	}

}
