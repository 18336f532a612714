package io.chatroom.tcp.line;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No bytes that anybody sends become a line that can paint on another's screen, however
 * they are split. To see a failure again, run with {@code -Dseed} as it was printed.
 */
class HostileLinesTests {

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

	/**
	 * Returns the lines of bytes that come in packets of any size.
	 */
	private List<Line> decoded(byte[] bytes) {
		LineDecoder decoder = new LineDecoder(1024, (answer) -> {
		});
		List<Line> lines = new ArrayList<>();
		for (int from = 0; from < bytes.length;) {
			int to = Math.min(bytes.length, from + 1 + this.random.nextInt(8));
			lines.addAll(DecoderCase.decode(decoder, Arrays.copyOfRange(bytes, from, to)));
			from = to;
		}
		Line last = decoder.end();
		if (last != null) {
			lines.add(last);
		}
		return lines;
	}

}
