package io.chatroom.client.load;

import java.util.concurrent.atomic.AtomicLong;

/** The progress of a run. The load thread writes it, the main thread reads it. */
final class LoadProgress {

	private final AtomicLong delivered = new AtomicLong();

	private volatile Stage stage = Stage.CONNECTING;

	private volatile int letIn;

	Stage stage() {
		return this.stage;
	}

	void reached(Stage stage) {
		this.stage = stage;
	}

	int letIn() {
		return this.letIn;
	}

	void letIn(int clients) {
		this.letIn = clients;
	}

	/** Deliveries since the first line was sent, including warm-up and drain. */
	long delivered() {
		return this.delivered.get();
	}

	void delivered(long count) {
		this.delivered.lazySet(count);
	}

	/** The stages of a run, in order. */
	enum Stage {

		CONNECTING, CONNECTED, MEASURING, MEASURED

	}

}
