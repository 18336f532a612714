package io.chatroom.tcp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import io.chatroom.tcp.line.DecoderCase;
import io.chatroom.tcp.line.HostileBytes;
import io.chatroom.tcp.line.Line;
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
	void letsNothingUnsafeThrough() {
		int texts = 0;
		for (int i = 0; i < ROUNDS; i++) {
			byte[] bytes = this.hostile.next();
			List<Line> lines = decoded(bytes);
			for (Line line : lines) {
				if (line instanceof Line.Text text) {
					assertThat(text.value().codePoints()).as("seed %d, bytes %s", this.seed, Arrays.toString(bytes))
						.noneMatch(HostileBytes::isForbidden);
					texts += text.value().isBlank() ? 0 : 1;
				}
			}
			assertThat(lines).as("seed %d, split otherwise, bytes %s", this.seed, Arrays.toString(bytes))
				.isEqualTo(decoded(bytes));
		}
		assertThat(texts).as("seed %d", this.seed).isGreaterThan(ROUNDS / 2);
	}

	@Test
	void leavesSafeTextAsItIs() {
		for (int i = 0; i < ROUNDS; i++) {
			String text = IntStream.range(0, this.random.nextInt(24))
				.map((at) -> this.hostile.anyCodePoint())
				.filter((codePoint) -> !HostileBytes.isForbidden(codePoint))
				.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
				.toString();
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			assertThat(SafeText.of(bytes, bytes.length)).as("seed %d", this.seed).isEqualTo(new Line.Text(text));
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
		return ((Line.Text) SafeText.of(bytes, bytes.length)).value();
	}

	@Test
	void readsNoFurtherThanLength() {
		assertThat(SafeText.of(new byte[] { 'a', 'b', (byte) 0xff }, 2)).isEqualTo(new Line.Text("ab"));
		assertThat(SafeText.of(new byte[] { '\t', 'b', (byte) 0xff }, 2)).isEqualTo(new Line.Text("\tb"));
	}

	/**
	 * Returns the lines of bytes that come in packets of any size.
	 */
	private List<Line> decoded(byte[] bytes) {
		List<byte[]> packets = new ArrayList<>();
		for (int from = 0; from < bytes.length;) {
			int to = Math.min(bytes.length, from + 1 + this.random.nextInt(8));
			packets.add(Arrays.copyOfRange(bytes, from, to));
			from = to;
		}
		return DecoderCase.decode(packets);
	}

}
