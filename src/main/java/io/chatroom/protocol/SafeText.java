package io.chatroom.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.PrimitiveIterator;

import org.jspecify.annotations.Nullable;

/**
 * Text that cannot paint on anyone's screen: without controls other than tabs, line
 * separators, bidirectional controls, and stacks of combining marks.
 *
 * @param value the text
 * @param cleaned whether characters were removed that people do not type
 */
public record SafeText(String value, boolean cleaned) {

	private static final int BACKSPACE = 0x08;

	private static final int DELETE = 0x7f;

	/**
	 * Maximum number of combining marks in a row. More of them paint over the lines above
	 * and below.
	 */
	private static final int MAX_MARKS = 8;

	/**
	 * Decodes a line that a client sent. Backspace and delete remove the character before
	 * them, as in a terminal.
	 * @param bytes the line, without its end
	 * @param length how many of the bytes count
	 * @return the text, or null if the bytes are not UTF-8
	 */
	public static @Nullable SafeText decode(byte[] bytes, int length) {
		if (isPlain(bytes, length)) {
			return new SafeText(new String(bytes, 0, length, StandardCharsets.ISO_8859_1), false);
		}
		try {
			CharSequence text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
			boolean cleaned = text.codePoints().anyMatch((codePoint) -> isUnsafe(codePoint) && !isErasure(codePoint));
			return new SafeText(cutMarks(erase(text)), cleaned);
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	private static boolean isPlain(byte[] bytes, int length) {
		for (int i = 0; i < length; i++) {
			if (bytes[i] < 0x20 || bytes[i] == DELETE) {
				return false;
			}
		}
		return true;
	}

	private static CharSequence erase(CharSequence text) {
		StringBuilder clean = new StringBuilder(text.length());
		text.codePoints().forEach((codePoint) -> {
			if (!isUnsafe(codePoint)) {
				clean.appendCodePoint(codePoint);
			}
			else if (isErasure(codePoint) && !clean.isEmpty()) {
				clean.setLength(clean.offsetByCodePoints(clean.length(), -1));
			}
		});
		return clean;
	}

	/**
	 * Leaves out the marks beyond the eighth in each row of them.
	 */
	private static String cutMarks(CharSequence text) {
		StringBuilder cut = new StringBuilder(text.length());
		PrimitiveIterator.OfInt codePoints = text.codePoints().iterator();
		int marks = 0;
		while (codePoints.hasNext()) {
			int codePoint = codePoints.nextInt();
			int type = Character.getType(codePoint);
			if (isMark(type)) {
				marks++;
			}
			else if (type != Character.FORMAT) {
				// a joiner, say, is not seen, and so it ends no row
				marks = 0;
			}
			if (marks <= MAX_MARKS || !isMark(type)) {
				cut.appendCodePoint(codePoint);
			}
		}
		return cut.toString();
	}

	private static boolean isMark(int type) {
		return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK
				|| type == Character.COMBINING_SPACING_MARK;
	}

	private static boolean isErasure(int codePoint) {
		return codePoint == BACKSPACE || codePoint == DELETE;
	}

	/**
	 * Returns whether a character may alter the screen, or has no UTF-8.
	 */
	private static boolean isUnsafe(int codePoint) {
		if (Character.isISOControl(codePoint)) {
			return codePoint != '\t';
		}
		return switch (codePoint) {
			// line and paragraph separator
			case 0x2028, 0x2029 -> true;
			// the bidirectional controls of Unicode Annex 9: marks, embeddings,
			// overrides, isolates
			case 0x061c, 0x200e, 0x200f -> true;
			default -> (codePoint >= 0x202a && codePoint <= 0x202e) || (codePoint >= 0x2066 && codePoint <= 0x2069)
					|| Character.getType(codePoint) == Character.SURROGATE;
		};
	}

	/**
	 * Removes unsafe characters from a text that the server sent or a user typed. A half
	 * of a surrogate pair becomes a question mark.
	 */
	public static String of(String text) {
		if (isSafe(text)) {
			return text;
		}
		String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
		return whole.codePoints()
			.filter((codePoint) -> !isUnsafe(codePoint))
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	/**
	 * Returns whether a text has no unsafe character. It may have stacks of marks.
	 */
	public static boolean isSafe(String text) {
		return text.codePoints().noneMatch(SafeText::isUnsafe);
	}

	/**
	 * Returns whether a text has more than 8 combining marks in a row.
	 */
	public static boolean hasStackedMarks(String text) {
		return !cutMarks(text).equals(text);
	}

}
