package io.chatroom.client.load;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Searches for line feeds, eight bytes at a time, in a {@link ByteOrder#LITTLE_ENDIAN}
 * buffer.
 */
final class LineScanner {

	private static final long LINE_FEEDS = 0x0A0A_0A0A_0A0A_0A0AL;

	private static final long ONES = 0x0101_0101_0101_0101L;

	private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

	private LineScanner() {
	}

	/** Returns the index of the first line feed in {@code [from, to)}, or -1. */
	static int lineFeed(ByteBuffer buffer, int from, int to) {
		int at = from;
		for (; at <= to - Long.BYTES; at += Long.BYTES) {
			long zeroes = buffer.getLong(at) ^ LINE_FEEDS;
			long found = (zeroes - ONES) & ~zeroes & HIGH_BITS;
			if (found != 0) {
				return at + (Long.numberOfTrailingZeros(found) >>> 3);
			}
		}
		for (; at < to; at++) {
			if (buffer.get(at) == '\n') {
				return at;
			}
		}
		return -1;
	}

}
