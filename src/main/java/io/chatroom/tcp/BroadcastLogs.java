package io.chatroom.tcp;

import io.chatroom.protocol.Format;
import org.jspecify.annotations.Nullable;

/**
 * The log of each {@link Format}, as one: what is true of all that was broadcast. Any
 * thread.
 */
final class BroadcastLogs {

	private final BroadcastLog plain = new BroadcastLog();

	private final BroadcastLog structured = new BroadcastLog();

	private final DeliveryTimes times;

	BroadcastLogs(DeliveryTimes times) {
		this.times = times;
	}

	BroadcastLog of(Format feed) {
		return switch (feed) {
			case TEXT -> this.plain;
			case JSON -> this.structured;
		};
	}

	/**
	 * Adds a line at the end.
	 * @param line the line's bytes with its line end, for {@link Format#TEXT}
	 * @param other the same for {@link Format#JSON}, or null when nobody follows that
	 * @param since when that was read which led to it
	 */
	synchronized void append(byte[] line, byte @Nullable [] other, long since) {
		this.times.read(lines(), since);
		if (other != null) {
			this.structured.append(other);
		}
		this.plain.append(line);
	}

	/**
	 * Returns how many bytes have been appended in all: it is the same again only when
	 * nothing was.
	 */
	long head() {
		return this.plain.head() + this.structured.head();
	}

	/**
	 * Returns how many lines have been broadcast in all. Each is in the plain log.
	 */
	long lines() {
		return this.plain.lines();
	}

}
