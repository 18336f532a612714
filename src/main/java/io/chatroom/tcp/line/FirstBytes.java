package io.chatroom.tcp.line;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Detects a PROXY header of either version, or an HTTP request line, at the start of a
 * connection, however the network has split it. Used on the reader's thread.
 */
public final class FirstBytes {

	// that of version 1 up to its CR: to a client a lone CR ends a line, too
	private static final Pattern HEADER = Pattern
		.compile("\\r\\n\\r\\n\\x00\\r\\nQUIT\\n|PROXY (TCP4|TCP6|UNKNOWN)( [^\\r\\n]*)?\\r");

	private static final Pattern REQUEST = Pattern.compile(HttpRequest.LINE + "\\r?\\n");

	/** The maximum length of a request line. A longer one is taken for a line of text. */
	private static final int LONGEST = 1024;

	/** The maximum length of a PROXY header of version 1, by its specification. */
	public static final int LONGEST_HEADER = 107;

	private final StringBuilder come = new StringBuilder(0);

	private Kind kind = Kind.UNDECIDED;

	/**
	 * Takes the next bytes.
	 * @param bytes the bytes between position and limit; they stay in the buffer
	 */
	public void add(ByteBuffer bytes) {
		if (this.kind == Kind.UNDECIDED) {
			int length = Math.min(bytes.remaining(), LONGEST - this.come.length());
			this.come.append(StandardCharsets.ISO_8859_1.decode(bytes.slice(bytes.position(), length)));
			this.kind = decide();
			if (this.kind != Kind.UNDECIDED) {
				this.come.setLength(0);
				this.come.trimToSize();
			}
		}
	}

	// hitEnd() is for streams, and this is one
	@SuppressWarnings("JdkObsolete")
	private Kind decide() {
		Matcher header = HEADER.matcher(this.come);
		if (header.lookingAt()) {
			return Kind.PROXY_HEADER;
		}
		Matcher request = REQUEST.matcher(this.come);
		if (request.lookingAt()) {
			return Kind.HTTP_REQUEST;
		}
		boolean open = (header.hitEnd() && this.come.length() < LONGEST_HEADER)
				|| (request.hitEnd() && this.come.length() < LONGEST);
		return open ? Kind.UNDECIDED : Kind.OTHER;
	}

	/**
	 * Returns what the connection begins with, as far as that is known.
	 */
	public Kind kind() {
		return this.kind;
	}

	/**
	 * What a connection begins with.
	 */
	public enum Kind {

		/** More bytes are needed. */
		UNDECIDED,
		/** A PROXY header. */
		PROXY_HEADER,
		/** The first line of an HTTP request. */
		HTTP_REQUEST,
		/** Something else. */
		OTHER

	}

}
