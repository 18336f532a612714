package io.chatroom.tcp.accept;

import java.io.IOException;

/**
 * A PROXY header that is missing, late or malformed. The message says which.
 */
final class ProxyHeaderException extends IOException {

	private static final long serialVersionUID = 1L;

	ProxyHeaderException(String message) {
		super(message);
	}

	static ProxyHeaderException malformed(String part) {
		return new ProxyHeaderException("The PROXY header is malformed: its " + part);
	}

	static ProxyHeaderException tooLong(int longest) {
		return new ProxyHeaderException("The PROXY header is over " + longest + " bytes");
	}

}
