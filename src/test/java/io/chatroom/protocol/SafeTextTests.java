package io.chatroom.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

import io.chatroom.tcp.line.HostileBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No bytes that anybody sends can paint on another's screen. To see a failure again, run
 * with {@code -Dseed} as it was printed.
 */
class SafeTextTests {

	private static final int ROUNDS = 20_000;

	private final long seed = Long.getLong("seed", System.nanoTime());

	private final Random random = new Random(this.seed);

	private final HostileBytes hostile = new HostileBytes(this.random);

	@Test
	void leavesSafeTextAsItIs() {
		for (int i = 0; i < ROUNDS; i++) {
			String text = IntStream.range(0, this.random.nextInt(24))
				.map((at) -> this.hostile.anyCodePoint())
				.filter((codePoint) -> !HostileBytes.isForbidden(codePoint))
				.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
				.toString();
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			assertThat(SafeText.decode(bytes, bytes.length)).as("seed %d", this.seed)
				.isEqualTo(new SafeText(text, false));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u0301", "\u20dd", "\u0903", "\ufe0f", "\ud834\udd65" })
	void cutsMarksBeyondTheEighth(String mark) {
		String eight = mark.repeat(8);
		assertThat(text("z" + eight)).isEqualTo("z" + eight);
		assertThat(text("z" + mark.repeat(21) + "a" + mark.repeat(240))).isEqualTo("z" + eight + "a" + eight);
		assertThat(text(mark.repeat(20) + "\u00e9")).isEqualTo(eight + "\u00e9");
	}

	@Test
	void countsMarksAcrossWhatIsNotSeen() {
		String eight = "\u0301".repeat(8);
		// ZWJ, ZWNJ, a zero width space, a soft hyphen
		for (String unseen : List.of("\u200d", "\u200c", "\u200b", "\u00ad")) {
			assertThat(text("z" + eight + unseen + "\u0301")).isEqualTo("z" + eight + unseen);
		}
		for (String removed : List.of("\u0001", "\u202e", "\u200e", "\u2028")) {
			assertThat(text("z" + eight + removed + "\u0301")).isEqualTo("z" + eight);
		}
		assertThat(text("z" + "\u0301".repeat(10) + "\b\b\u0316")).isEqualTo("z" + eight);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u0e01\u0e35\u0e48", "\u05e9\u05c1\u05bc\u05b8", "Vie\u0323\u0302t",
			"\u0f66\u0f92\u0fb2\u0f74\u0f56", "\ud83d\udc69\u200d\u2764\ufe0f\u200d\ud83d\udc68",
			"\u0915\u094d\u0937\u094d\u092e\u094d\u092f\u093f", "1\ufe0f\u20e3" })
	void leavesMarksThatPeopleWrite(String text) {
		assertThat(text(text)).isEqualTo(text);
	}

	private static String text(String line) {
		byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
		return decode(bytes, bytes.length).value();
	}

	@Test
	void readsNoFurtherThanLength() {
		assertThat(decode(new byte[] { 'a', 'b', (byte) 0xff }, 2).value()).isEqualTo("ab");
		assertThat(decode(new byte[] { '\t', 'b', (byte) 0xff }, 2).value()).isEqualTo("\tb");
		assertThat(SafeText.decode(new byte[] { 'a', 'b', (byte) 0xff }, 3)).isNull();
	}

	private static SafeText decode(byte[] bytes, int length) {
		return Objects.requireNonNull(SafeText.decode(bytes, length));
	}

	@Test
	void cleansWhatTheServerSends() {
		for (int i = 0; i < ROUNDS; i++) {
			String text = new String(this.hostile.next(), StandardCharsets.UTF_8) + (char) this.random.nextInt(0x10000);
			String safe = SafeText.of(text);
			assertThat(safe.codePoints()).as("seed %d", this.seed)
				.noneMatch(HostileBytes::isForbidden)
				.noneMatch((codePoint) -> Character.getType(codePoint) == Character.SURROGATE);
			assertThat(SafeText.isSafe(safe)).as("seed %d", this.seed).isTrue();
			assertThat(SafeText.of(safe)).as("seed %d", this.seed).isSameAs(safe);
		}
		assertThat(SafeText.of("a\u0008b\ud800c\td")).isEqualTo("ab?c\td");
	}

}
