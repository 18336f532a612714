package io.chatroom.client;

/**
 * What some editors and shells put before a text: it is no part of it.
 */
final class ByteOrderMark {

	private static final String MARK = "\ufeff";

	private ByteOrderMark() {
	}

	/**
	 * Returns a text without the one that it begins with, if it does.
	 */
	static String cut(String text) {
		return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
	}

}
