package io.chatroom.client;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds the user's name as a separate word in a text, ignoring case. Immutable.
 */
final class Mentions {

	private static final String NO_WORD_BEFORE = "(?<![\\p{L}\\p{N}\\p{M}_])(?<![\\p{L}\\p{N}\\p{M}_][-.])";

	// a full stop may end the sentence or be part of a longer name
	private static final String NO_WORD_AFTER = "(?![\\p{L}\\p{N}\\p{M}_])(?![-.][\\p{L}\\p{N}\\p{M}_])";

	private final Pattern pattern;

	Mentions(String name) {
		this.pattern = Pattern.compile(NO_WORD_BEFORE + Pattern.quote(name) + NO_WORD_AFTER,
				Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
	}

	/**
	 * Returns all mentions in a text.
	 */
	List<MatchResult> in(String text) {
		return this.pattern.matcher(text).results().toList();
	}

}
