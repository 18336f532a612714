package io.chatroom.chat;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

import io.chatroom.log.memory.MemoryRoomLog;

import static org.awaitility.Awaitility.await;

/**
 * A log, and the thread that orders if the log does not itself.
 */
final class Ordering implements AutoCloseable {

	private final LaterRoomLog laterLog = new LaterRoomLog(InstantSource.system());

	final RoomLog log;

	private final Thread thread = new Thread(this::order);

	private volatile boolean over;

	Ordering(boolean later) {
		AtomicInteger epochs = new AtomicInteger();
		this.log = later ? this.laterLog
				: new MemoryRoomLog(() -> "r" + epochs.incrementAndGet(), InstantSource.system());
		if (later) {
			this.thread.start();
		}
	}

	private void order() {
		try {
			while (this.laterLog.order(5) || !this.over) {
				// goes on
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Waits until all that was proposed is applied.
	 */
	void settle() {
		this.laterLog.settle();
	}

	/**
	 * Stops the thread.
	 */
	@Override
	public void close() {
		this.over = true;
		await().until(() -> !this.thread.isAlive());
	}

}
