package io.chatroom.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Reads lines from a server. A server without JSON mode may send no line ends; for such a
 * server a pause ends the line, too. Used by the reader thread only.
 */
final class ServerLines {

	/** Maximum bytes of one line. */
	private static final int LONGEST = 1 << 22;

	private static final int PAUSE_MILLIS = 100;

	private final Socket socket;

	private final InputStream in;

	private final String remedy;

	private byte[] bytes = new byte[8192];

	private int length;

	private int used;

	private boolean whole = true;

	/**
	 * Creates a reader.
	 * @param remedy appended to the error if the server sends no greeting
	 */
	ServerLines(Socket socket, String remedy) throws IOException {
		this.socket = socket;
		this.remedy = remedy;
		this.in = socket.getInputStream();
	}

	/**
	 * Waits for the first text from the server, for at most the given time.
	 */
	String greeting(int patienceMillis) throws IOException {
		patience(patienceMillis);
		try {
			fill();
		}
		catch (SocketTimeoutException ex) {
			throw new IOException("it sends no greeting" + this.remedy, ex);
		}
		String text = nextOrPause();
		if (text == null) {
			throw new EOFException("it closed the connection without a greeting" + this.remedy);
		}
		return text;
	}

	/**
	 * Returns whether the server closes the connection after the text it has sent. A
	 * server that rejects a client does so; only a timeout distinguishes it from one that
	 * has nothing to send.
	 * @param patienceMillis how long to wait for the end
	 */
	boolean endHere(int patienceMillis) throws IOException {
		patience(patienceMillis);
		try {
			return this.used == this.length && !fill();
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
	}

	/**
	 * Sets the timeout of {@link #next()}, in milliseconds; 0 for none. After a
	 * {@link SocketTimeoutException}, {@link #next()} can be called again.
	 */
	void patience(int millis) throws IOException {
		this.socket.setSoTimeout(millis);
	}

	/**
	 * Waits for the next line.
	 * @return the line without its end, null at the end of the stream
	 */
	@Nullable String next() throws IOException {
		int seen = 0;
		while (true) {
			for (int i = this.used + seen; i < this.length; i++) {
				if (this.bytes[i] == '\n') {
					return take(i + 1, true);
				}
			}
			seen = this.length - this.used;
			if (!fill()) {
				return (this.used < this.length) ? take(this.length, false) : null;
			}
		}
	}

	/**
	 * Waits for the next line, or for the part of it that arrives before a pause.
	 * @return the text without its line end, null at the end of the stream
	 */
	@Nullable String nextOrPause() throws IOException {
		patience(0);
		if (this.used == this.length && !fill()) {
			// does not access the socket again, which may be closed by now
			return null;
		}
		patience(PAUSE_MILLIS);
		try {
			return next();
		}
		catch (SocketTimeoutException ex) {
			int end = wholeCharacters();
			if (end > this.used) {
				return take(end, false);
			}
			patience(0);
			fill();
			return nextOrPause();
		}
	}

	/**
	 * Returns whether the last line had a line end.
	 */
	boolean wasWhole() {
		return this.whole;
	}

	private String take(int end, boolean ended) {
		int textEnd = end;
		while (textEnd > this.used && (this.bytes[textEnd - 1] == '\n' || this.bytes[textEnd - 1] == '\r')) {
			textEnd--;
		}
		String line = new String(this.bytes, this.used, textEnd - this.used, StandardCharsets.UTF_8);
		this.used = end;
		this.whole = ended;
		return line;
	}

	private boolean fill() throws IOException {
		System.arraycopy(this.bytes, this.used, this.bytes, 0, this.length - this.used);
		this.length -= this.used;
		this.used = 0;
		if (this.length == LONGEST) {
			throw new IOException("it sent a line over 4 MiB");
		}
		if (this.length == this.bytes.length) {
			this.bytes = Arrays.copyOf(this.bytes, Math.min(2 * this.length, LONGEST));
		}
		int count = this.in.read(this.bytes, this.length, this.bytes.length - this.length);
		this.length += Math.max(count, 0);
		return count >= 0;
	}

	/**
	 * Returns the end of the last complete UTF-8 character.
	 */
	private int wholeCharacters() {
		for (int i = this.length - 1; i >= Math.max(this.used, this.length - 3); i--) {
			int lead = this.bytes[i] & 0xff;
			if (lead >= 0xc0) {
				int size = (lead >= 0xf0) ? 4 : (lead >= 0xe0) ? 3 : 2;
				return (i + size > this.length) ? i : this.length;
			}
			if (lead < 0x80) {
				break;
			}
		}
		return this.length;
	}

}
