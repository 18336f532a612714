package io.chatroom.tcp.tls;

import java.nio.ByteBuffer;
import java.util.Random;

import io.chatroom.tcp.socket.Transport;

/**
 * Two transports that are connected, with little room between them: each takes and gives
 * as many bytes as chance has it, often none. Used on one thread.
 */
final class NarrowPipe {

	private static final int ROOM = 3000;

	private final Random random;

	private final ByteBuffer there = ByteBuffer.allocate(ROOM);

	private final ByteBuffer back = ByteBuffer.allocate(ROOM);

	private final End near = new End(this.back, this.there);

	private final End far = new End(this.there, this.back);

	NarrowPipe(Random random) {
		this.random = random;
	}

	End near() {
		return this.near;
	}

	End far() {
		return this.far;
	}

	/**
	 * One end.
	 */
	final class End implements Transport {

		private final ByteBuffer in;

		private final ByteBuffer out;

		private boolean ended;

		private boolean stuck;

		private End(ByteBuffer in, ByteBuffer out) {
			this.in = in;
			this.out = out;
		}

		/**
		 * Makes it take nothing, as a full socket does.
		 */
		void stick(boolean stuck) {
			this.stuck = stuck;
		}

		@Override
		public int read(ByteBuffer destination) {
			this.in.flip();
			int count = someOf(Math.min(this.in.remaining(), destination.remaining()));
			destination.put(this.in.slice(0, count));
			this.in.position(count);
			this.in.compact();
			return (count == 0 && this.in.position() == 0 && other().ended) ? -1 : count;
		}

		@Override
		public int write(ByteBuffer source) {
			int count = this.stuck ? 0 : someOf(Math.min(source.remaining(), this.out.remaining()));
			this.out.put(source.slice(source.position(), count));
			source.position(source.position() + count);
			return count;
		}

		private int someOf(int most) {
			return (NarrowPipe.this.random.nextInt(4) == 0) ? 0
					: Math.min(most, NarrowPipe.this.random.nextInt(1, 2000));
		}

		private End other() {
			return (this == NarrowPipe.this.near) ? NarrowPipe.this.far : NarrowPipe.this.near;
		}

		boolean hasInput() {
			return this.in.position() > 0;
		}

		boolean isEnded() {
			return this.ended;
		}

		@Override
		public boolean flush() {
			return true;
		}

		@Override
		public void shutdownOutput() {
			this.ended = true;
		}

		@Override
		public boolean isBuffering() {
			return false;
		}

		@Override
		public boolean isOpen() {
			return true;
		}

		@Override
		public void close() {
			this.ended = true;
		}

	}

}
