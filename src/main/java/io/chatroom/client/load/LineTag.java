package io.chatroom.client.load;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The number of a load line, encoded in its text: {@code ~}, eight letters from {@code @}
 * to {@code O} with four bits each, {@code ~}. All buffers are
 * {@link ByteOrder#LITTLE_ENDIAN}.
 */
final class LineTag {

	static final int LENGTH = 10;

	static final long NONE = -1;

	private static final long BITS = 0x0F0F_0F0F_0F0F_0F0FL;

	private static final long LETTERS = 0x4040_4040_4040_4040L;

	private LineTag() {
	}

	/** Writes the low 32 bits of {@code id}. */
	static void write(ByteBuffer line, int at, long id) {
		line.put(at, (byte) '~');
		line.putLong(at + 1, Long.expand(id, BITS) | LETTERS);
		line.put(at + 9, (byte) '~');
	}

	/** Returns the number at {@code at}, or {@link #NONE} if there is no tag. */
	static long read(ByteBuffer line, int at) {
		if (line.get(at) != '~' || line.get(at + 9) != '~') {
			return NONE;
		}
		long letters = line.getLong(at + 1);
		return ((letters & ~BITS) == LETTERS) ? Long.compress(letters, BITS) : NONE;
	}

}
