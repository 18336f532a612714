package io.chatroom.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Splits what the chat sends into lines. When reading times out, what has come of a line
 * is kept for the next call. Used by one thread.
 */
final class LineInput {

	/** In bytes. Most lines are shorter; the buffer grows for others. */
	private static final int FIRST_SIZE = 1024;

	private final InputStream in;

	private byte[] buffer = new byte[FIRST_SIZE];

	/** Where the next line begins. */
	private int begin;

	/** Up to where there is no line end. */
	private int searched;

	private int end;

	LineInput(InputStream in) {
		this.in = in;
	}

	/**
	 * Returns the next line without its line end, or null at the end of the stream.
	 * @throws java.net.SocketTimeoutException when the socket has a timeout, and the line
	 * is not complete by then
	 * @throws IOException when the connection is lost
	 */
	@Nullable String next() throws IOException {
		while (!hasLine()) {
			makeRoom();
			int count = this.in.read(this.buffer, this.end, this.buffer.length - this.end);
			if (count < 0) {
				return null;
			}
			this.end += count;
		}
		int length = this.searched - this.begin;
		if (length > 0 && this.buffer[this.searched - 1] == '\r') {
			length--;
		}
		String line = new String(this.buffer, this.begin, length, StandardCharsets.UTF_8);
		this.begin = this.searched + 1;
		this.searched = this.begin;
		return line;
	}

	/**
	 * Returns whether the next line has come completely.
	 */
	boolean hasLine() {
		while (this.searched < this.end && this.buffer[this.searched] != '\n') {
			this.searched++;
		}
		return this.searched < this.end;
	}

	private void makeRoom() {
		int length = this.end - this.begin;
		if (length == 0 && this.buffer.length > FIRST_SIZE) {
			// a long line does not cost its memory for good
			this.buffer = new byte[FIRST_SIZE];
		}
		else if (this.begin > 0) {
			System.arraycopy(this.buffer, this.begin, this.buffer, 0, length);
		}
		else if (length == this.buffer.length) {
			this.buffer = Arrays.copyOf(this.buffer, 2 * length);
		}
		this.begin = 0;
		this.end = length;
		this.searched = length;
	}

}
