package io.chatroom.tcp.out;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;

/**
 * A channel in non-blocking mode that takes as many bytes in each write as it is told to,
 * or so many in all.
 */
final class Trickle implements WritableByteChannel {

	private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

	private final IntSupplier most;

	private int room;

	private int writes;

	private Trickle(IntSupplier most, int room) {
		this.most = most;
		this.room = room;
	}

	static Trickle ofEach(IntSupplier most) {
		return new Trickle(most, Integer.MAX_VALUE);
	}

	static Trickle ofAll(int room) {
		return new Trickle(() -> room, room);
	}

	@Override
	public int write(ByteBuffer source) {
		this.writes++;
		byte[] bytes = new byte[Math.min(Math.min(this.most.getAsInt(), this.room), source.remaining())];
		source.get(bytes);
		this.room -= bytes.length;
		this.taken.writeBytes(bytes);
		return bytes.length;
	}

	byte[] bytes() {
		return this.taken.toByteArray();
	}

	String text() {
		return this.taken.toString(StandardCharsets.UTF_8);
	}

	int writes() {
		return this.writes;
	}

	@Override
	public boolean isOpen() {
		return true;
	}

	@Override
	public void close() {
		// there is nothing to give back
	}

}
