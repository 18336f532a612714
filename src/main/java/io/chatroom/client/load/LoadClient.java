package io.chatroom.client.load;

import java.io.IOException;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * One client of a run and its state. Used by the load thread only.
 */
final class LoadClient {

	private final int index;

	private final int room;

	private final Fate fate;

	private final SeenLines seen = new SeenLines();

	private @Nullable LoadConnection connection;

	private boolean letIn;

	private boolean deaf;

	private boolean gone;

	private String lastWords = "";

	private long sent;

	LoadClient(int index, int room, Fate fate) {
		this.index = index;
		this.room = room;
		this.fate = fate;
	}

	int index() {
		return this.index;
	}

	/** Its room, as {@link LoadOptions#room} numbers it. */
	int room() {
		return this.room;
	}

	String name() {
		return String.format(Locale.ROOT, "u%06d", this.index);
	}

	Fate fate() {
		return this.fate;
	}

	void connection(LoadConnection connection) {
		this.connection = connection;
	}

	LoadConnection connection() {
		if (this.connection == null) {
			throw new IllegalStateException(name() + " has no connection");
		}
		return this.connection;
	}

	void disconnect() throws IOException {
		if (this.connection != null) {
			this.connection.close();
		}
	}

	boolean letIn() {
		return this.letIn;
	}

	void enter() {
		this.letIn = true;
	}

	/** Whether it has stalled. Lines that it reads later are not counted. */
	boolean deaf() {
		return this.deaf;
	}

	void stall() {
		this.deaf = true;
		if (!this.gone) {
			connection().stopReading();
		}
	}

	void resume() {
		if (!this.gone) {
			connection().resumeReading();
		}
	}

	/** Resets the connection, unless it has ended. */
	void reset() throws IOException {
		if (!this.gone) {
			connection().reset();
			this.gone = true;
		}
	}

	boolean gone() {
		return this.gone;
	}

	void leave() {
		this.gone = true;
	}

	/** The last line from the server before the client was in the room. */
	String lastWords() {
		return this.lastWords;
	}

	void lastWords(String line) {
		this.lastWords = line;
	}

	void said() {
		this.sent++;
	}

	long sent() {
		return this.sent;
	}

	/** The lines that it has received. */
	SeenLines seen() {
		return this.seen;
	}

	/** What a client does during the measurement. */
	enum Fate {

		STAYS, STALLS, RESETS

	}

}
