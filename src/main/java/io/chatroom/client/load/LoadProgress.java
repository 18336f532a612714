package io.chatroom.client.load;

import java.util.concurrent.atomic.AtomicLong;

/** How far a run is: written by the load thread, read by the one that prints. */
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

	/** Deliveries since lines began to flow, warm-up and drain included. */
	long delivered() {
		return this.delivered.get();
	}

	void delivered(long count) {
		this.delivered.lazySet(count);
	}

	/** The stages of a run, in their order. */
	enum Stage {

		CONNECTING, CONNECTED, MEASURING, MEASURED

	}

}
