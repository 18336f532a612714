package io.chatroom.tcp.line;

import java.nio.charset.StandardCharsets;

/**
 * The form of a line on the wire: UTF-8, ended by CR LF.
 */
public final class Lines {

	/** Ends each line. */
	public static final String END = "\r\n";

	private Lines() {
	}

	/**
	 * Returns a line's bytes.
	 * @param line the line, without its end
	 */
	public static byte[] encode(String line) {
		return (line + END).getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Counts the lines that end in a stretch of bytes.
	 */
	public static int count(byte[] bytes, int from, int to) {
		int lines = 0;
		for (int i = from; i < to; i++) {
			if (bytes[i] == '\n') {
				lines++;
			}
		}
		return lines;
	}

	/**
	 * Finds the end of the line that began before {@code from}.
	 * @return the index behind its end; {@code from} itself when a line begins there
	 */
	public static int restOfLine(byte[] bytes, int from, int to) {
		int end = from;
		while (end > 0 && end < to && bytes[end - 1] != '\n') {
			end++;
		}
		return end;
	}

}
