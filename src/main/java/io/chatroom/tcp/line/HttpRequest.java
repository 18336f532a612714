package io.chatroom.tcp.line;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Detects a browser or a scanner that takes the chat for a web server (RFC 9112), and has
 * the answer to it.
 */
public final class HttpRequest {

	/** A request line, without its end. */
	static final String LINE = "[A-Z]{3,20} \\S+ HTTP/\\d(\\.\\d)?";

	private static final Pattern REQUEST_LINE = Pattern.compile(LINE);

	private static final String SENTENCE = "This is a chat, not a web server: connect with telnet or nc.\r\n";

	private static final byte[] ANSWER = ("""
			HTTP/1.1 400 Bad Request\r
			Content-Type: text/plain; charset=utf-8\r
			Content-Length:\s""" + SENTENCE.length() + """
			\r
			Connection: close\r
			\r
			""" + SENTENCE).getBytes(StandardCharsets.US_ASCII);

	private HttpRequest() {
	}

	/**
	 * Returns whether a connection's first line is an HTTP request line.
	 */
	public static boolean isBegunBy(Line line) {
		return line instanceof Line.Text text && REQUEST_LINE.matcher(text.value()).matches();
	}

	/**
	 * Returns the bytes of the answer.
	 */
	public static byte[] answer() {
		return ANSWER.clone();
	}

}
