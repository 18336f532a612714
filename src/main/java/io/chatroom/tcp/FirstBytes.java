package io.chatroom.tcp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out whether a connection begins with a PROXY header, of either version, however
 * the network has split it. Used on the reader's thread.
 */
final class FirstBytes {

	// that of version 1 up to its CR: to a client a lone CR ends a line, too
	private static final Pattern HEADER = Pattern
		.compile("\\r\\n\\r\\n\\x00\\r\\nQUIT\\n|PROXY (TCP4|TCP6|UNKNOWN)( [^\\r\\n]*)?\\r");

	private final StringBuilder come = new StringBuilder(0);

	private Kind kind = Kind.UNDECIDED;

	/**
	 * Looks at what came next.
	 * @param bytes all bytes between position and limit; stay in the buffer
	 */
	void add(ByteBuffer bytes) {
		if (this.kind == Kind.UNDECIDED) {
			int length = Math.min(bytes.remaining(), ProxyHeaderV1.LONGEST - this.come.length());
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
		Matcher matcher = HEADER.matcher(this.come);
		if (matcher.lookingAt()) {
			return Kind.PROXY_HEADER;
		}
		return (matcher.hitEnd() && this.come.length() < ProxyHeaderV1.LONGEST) ? Kind.UNDECIDED : Kind.OTHER;
	}

	Kind kind() {
		return this.kind;
	}

	/**
	 * What a connection begins with.
	 */
	enum Kind {

		/** Too little has come to tell. */
		UNDECIDED,
		/** A PROXY header. */
		PROXY_HEADER,
		/** Something else. */
		OTHER

	}

}
