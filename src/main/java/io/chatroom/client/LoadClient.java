package io.chatroom.client;

import java.io.IOException;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * One member of the crowd: where it stands, and which lines it has seen in which order.
 * Load thread only.
 */
final class LoadClient {

	private static final int NOBODY = -1;

	private final int index;

	private final boolean stalling;

	private @Nullable LoadConnection connection;

	private boolean letIn;

	private boolean deaf;

	private boolean gone;

	private String lastWords = "";

	private long sent;

	private long received;

	private long order;

	private int watched = NOBODY;

	private long lastWatched = -1;

	private boolean sawSenderOutOfOrder;

	LoadClient(int index, boolean stalling) {
		this.index = index;
		this.stalling = stalling;
	}

	int index() {
		return this.index;
	}

	String name() {
		return String.format(Locale.ROOT, "u%06d", this.index);
	}

	/** Whether it is one of those that stop reading. */
	boolean stalling() {
		return this.stalling;
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

	/** Whether it has stalled, and no longer looks at what it reads. */
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

	boolean gone() {
		return this.gone;
	}

	void leave() {
		this.gone = true;
	}

	/** What the server said last before it let this client in. */
	String lastWords() {
		return this.lastWords;
	}

	void lastWords(String line) {
		this.lastWords = line;
	}

	/** Makes this client the one whose receipt closes the loop of a sender. */
	void watch(int sender) {
		this.watched = sender;
	}

	/** The sender it watches, or -1. */
	int watched() {
		return this.watched;
	}

	void said() {
		this.sent++;
	}

	long sent() {
		return this.sent;
	}

	void received(long id) {
		this.received++;
		this.order = LineOrder.then(this.order, id);
	}

	long received() {
		return this.received;
	}

	/** Stands for the order of all that it has received. */
	long order() {
		return this.order;
	}

	/** Takes note of a line of the sender that it watches. */
	void receivedWatched(long id) {
		this.sawSenderOutOfOrder |= id <= this.lastWatched;
		this.lastWatched = id;
	}

	boolean sawSenderOutOfOrder() {
		return this.sawSenderOutOfOrder;
	}

}
