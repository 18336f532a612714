package io.chatroom.client;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Removes characters that could alter the screen: controls except tabs, line separators,
 * and bidirectional controls. Unpaired surrogates become question marks. Stateless.
 */
final class SafeText {

	private static final Pattern UNSAFE = Pattern
		.compile("[\\p{Cc}\\u2028\\u2029\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069&&[^\\t]]");

	private SafeText() {
	}

	static String of(String text) {
		if (text.chars().allMatch((character) -> character >= ' ' && character < 0x7f)) {
			return text;
		}
		String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
		return UNSAFE.matcher(whole).replaceAll("");
	}

}
