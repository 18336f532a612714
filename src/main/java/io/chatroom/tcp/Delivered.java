package io.chatroom.tcp;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What one writer has handed to sockets. Only its thread adds, so that counting costs no
 * more than two stores; any thread may read.
 */
final class Delivered {

	private final AtomicLong lines = new AtomicLong();

	private final AtomicLong bytes = new AtomicLong();

	void add(int moreLines, int moreBytes) {
		this.lines.setRelease(this.lines.getPlain() + moreLines);
		this.bytes.setRelease(this.bytes.getPlain() + moreBytes);
	}

	long lines() {
		return this.lines.get();
	}

	long bytes() {
		return this.bytes.get();
	}

}
