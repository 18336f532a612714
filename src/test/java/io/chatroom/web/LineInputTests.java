package io.chatroom.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lines are the same however they are split, and wherever reading times out.
 */
class LineInputTests {

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 })
	void splitsAnywhere(long seed) throws IOException {
		Random random = new Random(seed);
		List<String> lines = IntStream.range(0, 200).mapToObj((i) -> line(random)).toList();
		byte[] sent = (String.join("\r\n", lines) + "\r\nhalf").getBytes(StandardCharsets.UTF_8);
		LineInput input = new LineInput(new Pieces(sent, random));
		List<String> read = new ArrayList<>();
		boolean over = false;
		while (!over) {
			try {
				boolean ready = input.hasLine();
				String line = input.next();
				over = line == null;
				if (line != null) {
					read.add(line);
				}
				assertThat(ready && over).as("seed %d: said that there is a line", seed).isFalse();
			}
			catch (SocketTimeoutException ex) {
				assertThat(input.hasLine()).as("seed %d", seed).isFalse();
			}
		}
		assertThat(read).as("seed %d", seed).isEqualTo(lines);
	}

	private static String line(Random random) {
		int length = random.nextInt(10) == 0 ? random.nextInt(20_000) : random.nextInt(100);
		return random.ints(length, 0, 5)
			.mapToObj((i) -> List.of("a", " ", "\u00e9", "\ud83d\ude00", "\r").get(i))
			.collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
			.append('.')
			.toString();
	}

	/**
	 * Returns pieces of any length, and times out now and then.
	 */
	private static final class Pieces extends InputStream {

		private final ByteArrayInputStream all;

		private final Random random;

		Pieces(byte[] all, Random random) {
			this.all = new ByteArrayInputStream(all);
			this.random = random;
		}

		@Override
		public int read() {
			throw new UnsupportedOperationException();
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			assertThat(length).isPositive();
			if (this.random.nextInt(4) == 0) {
				throw new SocketTimeoutException();
			}
			return this.all.read(buffer, offset, Math.min(length, 1 + this.random.nextInt(3000)));
		}

	}

}
