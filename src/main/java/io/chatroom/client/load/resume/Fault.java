package io.chatroom.client.load.resume;

/** What a server may do wrong. */
enum Fault {

	/** A client was not let in, or its lines were refused. */
	TURNED_AWAY("clients were turned away"),
	/** A sender waited in vain until the end. */
	NOT_CONFIRMED("lines were not confirmed in time"),
	/** A listener waited in vain until the end. */
	BEHIND("clients did not receive the last events in time"),
	/** Two clients saw different events under one number. */
	OTHER_TEXT("numbers have another text at another client"),
	/** A client did not receive an event between two others. */
	GAP("events were missed by a client"),
	/** A client received an event again. */
	AGAIN("events came to a client again, or after later ones"),
	/** An event came from a room in which the client is not. */
	STRAY("events came from another room"),
	/** A line has two numbers. */
	TWICE("lines were said twice"),
	/** Lines of a sender have numbers in another order. */
	DISORDER("lines changed the order in which they were sent"),
	/** The history lacks a line that its sender saw come back. */
	NOT_KEPT("confirmed lines are missing in a history"),
	/** The history cannot be read from the run's beginning. */
	NO_HISTORY("histories could not be read"),
	/** The server said that lines may be lost. */
	RENEWED("rooms began a new numbering: what was said before may be lost");

	private final String text;

	Fault(String text) {
		this.text = text;
	}

	/** The fault in words, which follow a number. */
	String text() {
		return this.text;
	}

}
