package io.chatroom.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Reads UTF-8 lines from a stream. A line that is invalid UTF-8 or over 64 KiB is left
 * out and reported.
 */
final class StreamTyping implements Typing {

	private static final int LONGEST = 1 << 16;

	private final InputStream in;

	private final Consumer<String> complaints;

	private final ByteArrayOutputStream line = new ByteArrayOutputStream();

	private long number;

	private boolean afterReturn;

	private volatile boolean leftOut;

	/**
	 * Creates a reader.
	 * @param complaints receives the reports
	 */
	StreamTyping(InputStream in, Consumer<String> complaints) {
		this.in = new BufferedInputStream(in);
		this.complaints = complaints;
	}

	@Override
	public @Nullable String readLine() throws IOException {
		while (hasNext()) {
			if (this.line.size() > LONGEST) {
				leaveOut(String.format(Locale.ROOT, "over %d bytes", LONGEST));
				continue;
			}
			try {
				String text = StandardCharsets.UTF_8.newDecoder()
					.decode(ByteBuffer.wrap(this.line.toByteArray()))
					.toString();
				return (this.number == 1) ? ByteOrderMark.cut(text) : text;
			}
			catch (CharacterCodingException ex) {
				leaveOut("not UTF-8");
			}
		}
		return null;
	}

	@Override
	public boolean leftOut() {
		return this.leftOut;
	}

	private void leaveOut(String reason) {
		this.leftOut = true;
		this.complaints.accept(String.format(Locale.ROOT, "Line %d is %s; it was not sent.", this.number, reason));
	}

	private boolean hasNext() throws IOException {
		this.line.reset();
		this.number++;
		for (int next = read(); next >= 0; next = read()) {
			if (next == '\n' || next == '\r') {
				this.afterReturn = next == '\r';
				return true;
			}
			if (this.line.size() <= LONGEST) {
				this.line.write(next);
			}
		}
		return this.line.size() > 0;
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
