package io.chatroom.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

import io.chatroom.protocol.EventSchema;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A client that sees bytes, for a test.
 */
public final class TestClient implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(150);

	private final Socket socket;

	private final InputStream in;

	private TestClient(Socket socket) throws IOException {
		this.socket = socket;
		this.in = new BufferedInputStream(socket.getInputStream());
	}

	public static TestClient connect(int port) {
		return connect(port, 0);
	}

	/**
	 * Connects with a small window, so that little fits between it and the server.
	 * @param receiveBuffer in bytes, 0 for the system's own
	 */
	public static TestClient connect(int port, int receiveBuffer) {
		try {
			Socket socket = new Socket();
			if (receiveBuffer > 0) {
				socket.setReceiveBufferSize(receiveBuffer);
			}
			return connect(socket, port);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Connects from an address of this machine's.
	 * @param from such as 127.0.0.2
	 */
	public static TestClient connectFrom(String from, int port) {
		try {
			Socket socket = new Socket();
			socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
			return connect(socket, port);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Talks over a socket that is connected.
	 */
	public static TestClient over(Socket socket) {
		try {
			socket.setSoTimeout((int) PATIENCE.toMillis());
			return new TestClient(socket);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static TestClient connect(Socket socket, int port) throws IOException {
		socket.setTcpNoDelay(true);
		socket.setSoTimeout((int) PATIENCE.toMillis());
		socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		return new TestClient(socket);
	}

	public TestClient say(String line) {
		return send(line + "\r\n");
	}

	public TestClient send(String text) {
		return send(text.getBytes(StandardCharsets.UTF_8));
	}

	public TestClient send(byte... bytes) {
		try {
			this.socket.getOutputStream().write(bytes);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Reads lines, which must be these, byte for byte, each with CR LF.
	 */
	public TestClient expect(String... lines) {
		for (String line : lines) {
			Assertions.assertThat(raw()).isEqualTo(line + "\r\n");
		}
		return this;
	}

	/**
	 * Is let in, which a witness sees, and has read nothing.
	 */
	public void enterUnread(String name, TestClient witness) {
		say(name);
		witness.expect(name + " from [127.0.0.1] has joined the chat!");
	}

	public TestClient expectBytes(byte... bytes) {
		Assertions.assertThat(readBytes(bytes.length)).isEqualTo(bytes);
		return this;
	}

	public byte[] readBytes(int count) {
		try {
			return this.in.readNBytes(count);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Reads and drops what has come by now.
	 */
	public void readAvailable() {
		try {
			this.in.skipNBytes(this.in.available());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public TestClient expectEnd() {
		Assertions.assertThat(raw()).isNull();
		return this;
	}

	/**
	 * Reads a line.
	 * @return the line without its end, or null at the end of the stream
	 */
	public @Nullable String read() {
		String raw = raw();
		return (raw != null) ? raw.strip() : null;
	}

	/**
	 * Reads a line of the JSON mode, which must match the schema.
	 */
	public JsonNode event() {
		return EventSchema.check(Objects.requireNonNull(read()));
	}

	private @Nullable String raw() {
		try {
			ByteArrayOutputStream line = new ByteArrayOutputStream();
			int octet = this.in.read();
			while (octet >= 0) {
				line.write(octet);
				if (octet == '\n') {
					return line.toString(StandardCharsets.UTF_8);
				}
				octet = this.in.read();
			}
			return (line.size() > 0) ? line.toString(StandardCharsets.UTF_8) : null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Says that it sends no more, as {@code nc -N} does at the end of its input.
	 */
	public TestClient finish() {
		try {
			this.socket.shutdownOutput();
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Breaks the connection with a reset.
	 */
	public void reset() {
		try {
			this.socket.setSoLinger(true, 0);
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
