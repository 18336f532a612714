package io.chatroom.tcp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.PrimitiveIterator;

import io.chatroom.tcp.line.Line;

/**
 * Makes of a line's bytes a text that cannot paint on anyone's screen: valid UTF-8,
 * erasures carried out, without controls, and without stacks of marks. Pure.
 */
public final class SafeText {

	private static final int BACKSPACE = 0x08;

	private static final int DELETE = 0x7f;

	/** Of combining marks in a row. More of them paint over the lines above and below. */
	private static final int MOST_MARKS = 8;

	private SafeText() {
	}

	/**
	 * Reads the first {@code length} bytes.
	 * @param bytes the line, without its end
	 * @param length how many of them count
	 * @return the text, or a refusal when they are not UTF-8
	 */
	public static Line of(byte[] bytes, int length) {
		if (isPlain(bytes, length)) {
			return new Line.Text(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
		}
		try {
			CharSequence text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
			return new Line.Text(clean(text), text.codePoints().anyMatch(SafeText::isUnsafe), 0);
		}
		catch (CharacterCodingException ex) {
			return Line.Refused.NOT_UTF8;
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

	private static String clean(CharSequence text) {
		StringBuilder clean = new StringBuilder(text.length());
		text.codePoints().forEach((codePoint) -> {
			if (isErasure(codePoint)) {
				erase(clean);
			}
			else if (!isUnsafe(codePoint)) {
				clean.appendCodePoint(codePoint);
			}
		});
		return cutMarks(clean);
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
			if (marks <= MOST_MARKS || !isMark(type)) {
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

	private static void erase(StringBuilder text) {
		if (!text.isEmpty()) {
			text.setLength(text.offsetByCodePoints(text.length(), -1));
		}
	}

	private static boolean isUnsafe(int codePoint) {
		if (Character.isISOControl(codePoint)) {
			return codePoint != '\t' && !isErasure(codePoint);
		}
		return switch (codePoint) {
			// line and paragraph separator
			case 0x2028, 0x2029 -> true;
			// the bidirectional controls of Unicode Annex 9: marks, embeddings,
			// overrides, isolates
			case 0x061c, 0x200e, 0x200f -> true;
			default -> (codePoint >= 0x202a && codePoint <= 0x202e) || (codePoint >= 0x2066 && codePoint <= 0x2069);
		};
	}

}
