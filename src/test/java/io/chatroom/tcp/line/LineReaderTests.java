package io.chatroom.tcp.line;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import io.chatroom.tcp.socket.InputPoller;
import io.chatroom.tcp.socket.InputWaiter;
import io.chatroom.tcp.socket.NanoClock;
import io.chatroom.tcp.socket.Transport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a reader leaves behind.
 */
class LineReaderTests {

	@Test
	void leavesNothingOfALineInTheBufferThatItGivesBack() throws IOException {
		Once once = new Once();
		try (SocketChannel channel = SocketChannel.open()) {
			LineReader reader = new LineReader(once, new InputWaiter(channel, new InputPoller(), NanoClock.SYSTEM),
					new LineSettings(Framing.LINE, 1024, 0, 1), (count) -> {
					}, (answer) -> {
					});
			reader.read();
			ByteBuffer buffer = Objects.requireNonNull(once.buffer);
			assertThat(reader.next()).isEqualTo(new Line.Text("correct horse"));
			assertThat(content(buffer)).contains("correct horse");
			assertThat(reader.next()).isNull();
			// another test may have it by now
			assertThat(content(buffer)).doesNotContain("correct horse");
		}
	}

	private static String content(ByteBuffer buffer) {
		byte[] content = new byte[buffer.capacity()];
		buffer.duplicate().clear().get(0, content);
		return new String(content, StandardCharsets.ISO_8859_1);
	}

	/**
	 * Gives one line, and keeps the buffer that it was put in.
	 */
	private static final class Once implements Transport {

		private @Nullable ByteBuffer buffer;

		@Override
		public int read(ByteBuffer destination) {
			this.buffer = destination;
			byte[] line = "correct horse\r\n".getBytes(StandardCharsets.UTF_8);
			destination.put(line);
			return line.length;
		}

		@Override
		public int write(ByteBuffer source) {
			return 0;
		}

		@Override
		public boolean flush() {
			return true;
		}

		@Override
		public void shutdownOutput() {
			// it has none
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
			// it has no socket
		}

	}

}
