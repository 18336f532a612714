package io.chatroom.tcp.accept;

import java.io.IOException;

/**
 * A connection that has to begin with a PROXY header does not begin with a good one. Its
 * message is one sentence.
 */
final class ProxyHeaderException extends IOException {

	private static final long serialVersionUID = 1L;

	ProxyHeaderException(String sentence) {
		super(sentence);
	}

	static ProxyHeaderException malformed(String part) {
		return new ProxyHeaderException("The PROXY header is malformed: its " + part);
	}

	static ProxyHeaderException tooLong(int longest) {
		return new ProxyHeaderException("The PROXY header is over " + longest + " bytes");
	}

}
