package io.chatroom.tcp.line;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;

/**
 * Bytes as an enemy sends them, from a seed: text of all scripts, controls, erasures,
 * telnet commands, and what is not UTF-8, in any order.
 */
public final class HostileBytes {

	private static final List<String> TEXTS = List.of("bob", " ", "#me ", "##", "caf\u00e9", "cafe\u0301", "你好",
			"👩\u200d🚀", "שלום", "سلام", "\u00a0", "\ufeff", "\u034f");

	private static final String FORBIDDEN = "\0\1\7\u000b\u000c\u000e\u001b\u001f\u0080\u0085\u0090\u009b\u009d\u009f"
			+ "\u2028\u2029\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";

	private static final List<String> KEYS = List.of("\b", "\u007f", "\t", "\n", "\r\n", "\r\0", "\r");

	/**
	 * Halves, overlong forms, surrogates, what is beyond Unicode, C1 without its lead.
	 */
	private static final int[][] BROKEN = { { 0xc3 }, { 0xe2, 0x80 }, { 0xf0, 0x9f, 0x91 }, { 0x9b }, { 0xc0, 0x8a },
			{ 0xc1, 0xbf }, { 0xe0, 0x80, 0x9b }, { 0xed, 0xa0, 0x80 }, { 0xed, 0xa0, 0xbd, 0xed, 0xb1, 0x8d },
			{ 0xf4, 0x90, 0x80, 0x80 }, { 0xf8, 0x88, 0x80, 0x80, 0x80 }, { 0xfe }, { 255, 255 } };

	private static final int[][] TELNET = { { 255, 241 }, { 255, 244 }, { 255, 246 }, { 255, 247 }, { 255, 248 },
			{ 255, 253, 1 }, { 255, 251, 31 }, { 255, 254, 10 }, { 255, 252, 13 },
			{ 255, 250, 31, 27, 255, 255, 255, 240 }, { 255, 250, 24, 0, 10, 255, 240 }, { 255, 250, 24, 27, 255, 241 },
			{ 255, 0 }, { 255, 240 } };

	private final Random random;

	/**
	 * Creates a source.
	 * @param random decides
	 */
	public HostileBytes(Random random) {
		this.random = random;
	}

	/**
	 * Returns whether docs/protocol.md says that a code point is removed from lines.
	 */
	public static boolean isForbidden(int codePoint) {
		return (codePoint < 0x20 && codePoint != '\t') || (codePoint >= 0x7f && codePoint <= 0x9f)
				|| codePoint == 0x2028 || codePoint == 0x2029
				|| UCharacter.hasBinaryProperty(codePoint, UProperty.BIDI_CONTROL);
	}

	/**
	 * Returns a few pieces. Most have nothing in them that makes the server refuse the
	 * whole line.
	 */
	public byte[] next() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		boolean broken = this.random.nextInt(4) == 0;
		for (int pieces = this.random.nextInt(16); pieces > 0; pieces--) {
			bytes.writeBytes(piece(broken));
		}
		return bytes.toByteArray();
	}

	private byte[] piece(boolean broken) {
		return switch (this.random.nextInt(broken ? 9 : 8)) {
			case 0, 1 -> utf8(TEXTS.get(this.random.nextInt(TEXTS.size())));
			case 2, 3 -> utf8(String.valueOf(FORBIDDEN.charAt(this.random.nextInt(FORBIDDEN.length()))));
			case 4 -> utf8(Character.toString(anyCodePoint()));
			case 5 -> octets(TELNET[this.random.nextInt(TELNET.length)]);
			case 6, 7 -> utf8(KEYS.get(this.random.nextInt(KEYS.size())));
			default -> octets(BROKEN[this.random.nextInt(BROKEN.length)]);
		};
	}

	/**
	 * Returns one of all that UTF-8 can say, and rather one that may do harm.
	 */
	public int anyCodePoint() {
		int codePoint = switch (this.random.nextInt(4)) {
			case 0 -> this.random.nextInt(0x100);
			case 1 -> FORBIDDEN.charAt(this.random.nextInt(FORBIDDEN.length()));
			case 2 -> this.random.nextInt(0x2000, 0x2070);
			default -> this.random.nextInt(Character.MAX_CODE_POINT + 1);
		};
		return (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) ? 'x' : codePoint;
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] octets(int... octets) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		Arrays.stream(octets).forEach(bytes::write);
		return bytes.toByteArray();
	}

}
