package io.chatroom.tcp.out;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

import io.chatroom.tcp.socket.Transport;
import org.jspecify.annotations.Nullable;

/**
 * A peer that takes everything.
 *
 * @param sink where it goes, or null to drop it
 */
record GreedyPeer(@Nullable FileChannel sink) implements Transport {

	@Override
	public int read(ByteBuffer destination) {
		return 0;
	}

	@Override
	public int write(ByteBuffer source) throws IOException {
		if (this.sink != null) {
			return this.sink.write(source);
		}
		int count = source.remaining();
		source.position(source.limit());
		return count;
	}

	@Override
	public boolean flush() {
		return true;
	}

	@Override
	public void shutdownOutput() {
		// nobody is told
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
	public void close() throws IOException {
		if (this.sink != null) {
			this.sink.close();
		}
	}

}
