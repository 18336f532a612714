package io.chatroom.tcp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No bytes that anybody sends can paint on another's screen. To see a failure again, run
 * with {@code -Dseed} as it was printed.
 */
class SafeTextTests {

	private static final int ROUNDS = 20_000;

	private static final String NASTY = "\0\b\t\u001b\u007f\u0080\u009b\u009f\u061c\u200e\u200f\u2028\u2029\u202a\u202e"
			+ "\u2066\u2069\u00a0\u200d\ufeff👍";

	private final long seed = Long.getLong("seed", System.nanoTime());

	private final Random random = new Random(this.seed);

	@Test
	void letsNothingUnsafeThrough() {
		for (int i = 0; i < ROUNDS; i++) {
			byte[] bytes = anyBytes();
			for (Line line : decoded(bytes)) {
				if (line instanceof Line.Text text) {
					assertThat(text.value().codePoints()).as("seed %d, bytes %s", this.seed, Arrays.toString(bytes))
						.noneMatch(SafeTextTests::isUnsafe);
				}
			}
		}
	}

	@Test
	void leavesSafeTextAsItIs() {
		for (int i = 0; i < ROUNDS; i++) {
			String text = anyCodePoints().filter((codePoint) -> !isUnsafe(codePoint))
				.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
				.toString();
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			assertThat(SafeText.of(bytes, bytes.length)).as("seed %d", this.seed).isEqualTo(new Line.Text(text));
		}
	}

	@Test
	void readsNoFurtherThanLength() {
		assertThat(SafeText.of(new byte[] { 'a', 'b', (byte) 0xff }, 2)).isEqualTo(new Line.Text("ab"));
		assertThat(SafeText.of(new byte[] { '\t', 'b', (byte) 0xff }, 2)).isEqualTo(new Line.Text("\tb"));
	}

	private static List<Line> decoded(byte[] bytes) {
		LineDecoder decoder = new LineDecoder(1024, (answer) -> {
		});
		List<Line> lines = DecoderCase.decode(decoder, bytes);
		Line last = decoder.end();
		if (last != null) {
			lines.add(last);
		}
		lines.add(SafeText.of(bytes, bytes.length));
		return lines;
	}

	private static boolean isUnsafe(int codePoint) {
		return (codePoint < 0x20 && codePoint != '\t') || (codePoint >= 0x7f && codePoint <= 0x9f)
				|| codePoint == 0x2028 || codePoint == 0x2029
				|| UCharacter.hasBinaryProperty(codePoint, UProperty.BIDI_CONTROL);
	}

	/**
	 * Mostly UTF-8, so that some of it is let through, and sometimes a byte of it is not.
	 */
	private byte[] anyBytes() {
		byte[] bytes = anyCodePoints()
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString()
			.getBytes(StandardCharsets.UTF_8);
		if (bytes.length > 0 && this.random.nextInt(4) == 0) {
			bytes[this.random.nextInt(bytes.length)] = (byte) this.random.nextInt();
		}
		return bytes;
	}

	private IntStream anyCodePoints() {
		return IntStream.range(0, this.random.nextInt(24)).map((i) -> switch (this.random.nextInt(4)) {
			case 0 -> this.random.nextInt(' ', 0x100);
			case 1 -> NASTY.codePointAt(this.random.nextInt(NASTY.length() - 2));
			case 2 -> this.random.nextInt(0x2000, 0x2070);
			default -> this.random.nextInt(Character.MAX_CODE_POINT);
		}).filter((codePoint) -> codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
	}

}
