package io.chatroom.client;

/**
 * Removes the byte order mark (U+FEFF) that some editors and shells put before a text.
 */
final class ByteOrderMark {

	private static final String MARK = "\ufeff";

	private ByteOrderMark() {
	}

	/**
	 * Returns the text without a leading byte order mark.
	 */
	static String cut(String text) {
		return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
	}

}
