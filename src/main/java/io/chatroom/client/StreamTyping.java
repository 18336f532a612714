package io.chatroom.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Lines of a stream in UTF-8. Of a line that is longer than any server takes only the
 * beginning is kept, so that it is refused and takes no memory.
 */
final class StreamTyping implements Typing {

	private static final int LONGEST = 1 << 16;

	private final BufferedReader in;

	private boolean afterReturn;

	StreamTyping(InputStream in) {
		this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
	}

	@Override
	public @Nullable String readLine() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = read(); next >= 0; next = read()) {
			if (next == '\n' || next == '\r') {
				this.afterReturn = next == '\r';
				return line.toString();
			}
			if (line.length() < LONGEST) {
				line.append((char) next);
			}
		}
		return line.isEmpty() ? null : line.toString();
	}

	private int read() throws IOException {
		int next = this.in.read();
		if (next == '\n' && this.afterReturn) {
			next = this.in.read();
		}
		this.afterReturn = false;
		return next;
	}

}
