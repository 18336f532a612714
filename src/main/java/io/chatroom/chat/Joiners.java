package io.chatroom.chat;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.JoiningType;
import com.ibm.icu.lang.UProperty;

/**
 * The joiners and dots that RFC 5892, appendix A, allows between letters.
 */
final class Joiners {

	private static final int NON_JOINER = 0x200c;

	private static final int ZERO_WIDTH = 0x200d;

	private static final int MIDDLE_DOT = 0xb7;

	private static final int KATAKANA_DOT = 0x30fb;

	/** The Katakana dot as some keyboards have it. */
	static final int HALF_WIDTH = 0xff65;

	/** For a character class. */
	static final String ALL = "\u200c\u200d\u00b7\u30fb";

	private static final int VIRAMA = 9;

	private static final Set<UnicodeScript> EAST_ASIAN = EnumSet.of(UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA,
			UnicodeScript.HAN);

	private Joiners() {
	}

	static boolean areInPlace(String text) {
		int[] codePoints = text.codePoints().toArray();
		return IntStream.range(0, codePoints.length).allMatch((at) -> isInPlace(codePoints, at));
	}

	private static boolean isInPlace(int[] text, int at) {
		return switch (text[at]) {
			case NON_JOINER -> isAfterVirama(text, at) || isBetweenJoining(text, at);
			case ZERO_WIDTH -> isAfterVirama(text, at);
			case MIDDLE_DOT -> at > 0 && at < text.length - 1 && text[at - 1] == 'l' && text[at + 1] == 'l';
			case KATAKANA_DOT -> IntStream.of(text).mapToObj(UnicodeScript::of).anyMatch(EAST_ASIAN::contains);
			default -> true;
		};
	}

	private static boolean isAfterVirama(int[] text, int at) {
		return at > 0 && UCharacter.getCombiningClass(text[at - 1]) == VIRAMA;
	}

	/**
	 * Returns whether the letters on both sides would join.
	 */
	private static boolean isBetweenJoining(int[] text, int at) {
		int before = at - 1;
		while (before >= 0 && joining(text[before]) == JoiningType.TRANSPARENT) {
			before--;
		}
		int after = at + 1;
		while (after < text.length && joining(text[after]) == JoiningType.TRANSPARENT) {
			after++;
		}
		return before >= 0 && after < text.length && joinsNext(text[before]) && joinsPrevious(text[after]);
	}

	private static boolean joinsNext(int codePoint) {
		int type = joining(codePoint);
		return type == JoiningType.LEFT_JOINING || type == JoiningType.DUAL_JOINING;
	}

	private static boolean joinsPrevious(int codePoint) {
		int type = joining(codePoint);
		return type == JoiningType.RIGHT_JOINING || type == JoiningType.DUAL_JOINING;
	}

	private static int joining(int codePoint) {
		return UCharacter.getIntPropertyValue(codePoint, UProperty.JOINING_TYPE);
	}

}
