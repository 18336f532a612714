package io.chatroom.tcp.count;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The counters of one writer. Only its thread adds, so counting costs two stores. Any
 * thread may read.
 */
public final class Delivered {

	private final AtomicLong lines = new AtomicLong();

	private final AtomicLong bytes = new AtomicLong();

	/**
	 * Adds what was written to sockets. The writer's thread only.
	 */
	public void add(int moreLines, int moreBytes) {
		this.lines.setRelease(this.lines.getPlain() + moreLines);
		this.bytes.setRelease(this.bytes.getPlain() + moreBytes);
	}

	/**
	 * Returns the lines written.
	 */
	public long lines() {
		return this.lines.get();
	}

	/**
	 * Returns the bytes written.
	 */
	public long bytes() {
		return this.bytes.get();
	}

}
