package io.chatroom.client;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where long lines are wrapped.
 */
class LineLayoutTests {

	@Test
	void aLineIsBrokenBetweenWords() {
		assertThat(rows("one two three four", 2, 10)).containsExactly("one two ", "  three ", "  four");
	}

	@Test
	void aLineThatFitsIsLeftAlone() {
		assertThat(rows("0123456789", 2, 10)).containsExactly("0123456789");
	}

	@Test
	void wideCharactersCountTwice() {
		assertThat(rows("漢字漢字漢字漢字", 2, 10)).containsExactly("漢字漢字漢", "  字漢字");
		assertThat(rows("👍👍👍👍👍👍", 2, 10)).containsExactly("👍👍👍👍👍", "  👍");
	}

	@Test
	void aFullStopIsNotParted() {
		assertThat(rows("漢字漢字漢。", 2, 10)).containsExactly("漢字漢字", "  漢。");
	}

	@Test
	void aLongWordIsBrokenBetweenCharacters() {
		assertThat(rows("aaaaaaaaae\u0301e\u0301e\u0301", 2, 10)).containsExactly("aaaaaaaaae\u0301",
				"  e\u0301e\u0301");
	}

	@Test
	void aUrlStaysInOnePiece() {
		String url = "https://example.org/a/long/path";
		assertThat(rows("see " + url + " ok", 2, 10)).containsExactly("see ", "  " + url + " ok");
	}

	@Test
	void noRowIsTooLongAndNothingIsLost() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		List<String> pieces = List.of("a", "word", " ", "  ", "漢", "。", "👍", "👨‍👩‍👧", "e\u0301", "❤\ufe0f",
				"longerword", "-");
		for (int i = 0; i < 2000; i++) {
			String line = random.ints(random.nextInt(40), 0, pieces.size())
				.mapToObj(pieces::get)
				.collect(Collectors.joining());
			int columns = 10 + random.nextInt(30);
			List<String> rows = rows(line, 2, columns);
			assertThat(rows).as("seed %d, '%s' in %d", seed, line, columns)
				.allMatch((row) -> LineLayout.width(row.stripTrailing()) <= columns);
			assertThat(String.join("", rows).replace(" ", "")).as("seed %d", seed).isEqualTo(line.replace(" ", ""));
		}
	}

	private static List<String> rows(String line, int indent, int columns) {
		return LineLayout.of(new AttributedString(line), indent, columns).toString().lines().toList();
	}

}
