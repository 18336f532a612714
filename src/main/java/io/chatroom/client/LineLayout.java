package io.chatroom.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.WCWidth;

/**
 * Breaks a long line where the screen ends, between words, by what its characters take
 * there. A URL stays in one piece: the terminal wraps it, and so it can be clicked on.
 */
final class LineLayout {

	private static final String URL = "\\p{Alpha}[\\p{Alnum}+.-]*://\\S+";

	/** An ideograph, or the like, is a word of its own. */
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
		// on a screen that is very narrow every column counts
		this.indent = (columns >= 4 * indent) ? indent : 0;
	}

	/**
	 * Breaks a line.
	 * @param line without controls
	 * @param indent how far the rows after the first are moved in
	 * @param columns how many the screen has
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
			// where the row ends nobody sees it
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
	 * Returns how many columns a text takes. Where terminals differ it is the most.
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
