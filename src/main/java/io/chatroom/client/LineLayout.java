package io.chatroom.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.WCWidth;

/**
 * Wraps a long line between words at the width of the screen, measured in columns. A URL
 * is not broken, so that the terminal still recognises it as a link.
 */
final class LineLayout {

	private static final String URL = "\\p{Alpha}[\\p{Alnum}+.-]*://\\S+";

	/** Each ideograph or kana counts as a word. */
	private static final String IDEOGRAPH = "[\\p{IsIdeographic}\\p{IsHiragana}\\p{IsKatakana}]";

	private static final Pattern WORD = Pattern.compile(
			URL + "|\\s+|" + IDEOGRAPH + "\\p{Po}*|(?:(?!" + IDEOGRAPH + ")\\S)+", Pattern.UNICODE_CHARACTER_CLASS);

	private static final Pattern CHARACTER = Pattern.compile("\\X");

	private static final int EMOJI_LOOK = 0xfe0f;

	private final AttributedString line;

	private final int indent;

	private final int columns;

	private final AttributedStringBuilder laidOut = new AttributedStringBuilder();

	private int column;

	private LineLayout(AttributedString line, int indent, int columns) {
		this.line = line;
		this.columns = columns;
		// on a very narrow screen the indent would take too much room
		this.indent = (columns >= 4 * indent) ? indent : 0;
	}

	/**
	 * Wraps a line.
	 * @param line a line without control characters
	 * @param indent the columns before the second and later rows
	 * @param columns the width of the screen
	 */
	static AttributedString of(AttributedString line, int indent, int columns) {
		return new LineLayout(line, indent, columns).laidOut();
	}

	private AttributedString laidOut() {
		Matcher words = WORD.matcher(this.line);
		while (words.find()) {
			add(words.start(), words.end());
		}
		return this.laidOut.toAttributedString();
	}

	private void add(int start, int end) {
		String word = this.line.toString().substring(start, end);
		int width = width(word);
		boolean fits = this.column + width <= this.columns;
		if (fits) {
			append(start, end, width);
		}
		else if (word.isBlank()) {
			// blanks at the end of a row are not visible
			this.column = this.columns;
		}
		else if (this.indent + width <= this.columns) {
			breakRow();
			append(start, end, width);
		}
		else if (word.matches(URL)) {
			breakRow();
			append(start, end, width);
			this.column = (this.column - 1) % this.columns + 1;
		}
		else {
			addByCharacter(start, word);
		}
	}

	private void addByCharacter(int start, String word) {
		Matcher characters = CHARACTER.matcher(word);
		while (characters.find()) {
			int width = width(characters.group());
			if (this.column + width > this.columns) {
				breakRow();
			}
			append(start + characters.start(), start + characters.end(), width);
		}
	}

	private void append(int start, int end, int width) {
		this.laidOut.append(this.line, start, end);
		this.column += width;
	}

	private void breakRow() {
		if (this.column > this.indent) {
			this.laidOut.append("\n").append(" ".repeat(this.indent));
			this.column = this.indent;
		}
	}

	/**
	 * Returns how many columns a text takes. Where terminals differ, returns the largest.
	 */
	static int width(String text) {
		int width = 0;
		int before = 0;
		for (int codePoint : text.codePoints().toArray()) {
			int own = Math.max(0, WCWidth.wcwidth(codePoint));
			width += (codePoint == EMOJI_LOOK && before == 1) ? 1 : own;
			before = own;
		}
		return width;
	}

}
