package io.chatroom.protocol;

import java.util.List;
import java.util.stream.IntStream;

import io.chatroom.protocol.Reply.Members;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client's texts equal those of the server.
 */
class TextLinesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "3 | '3 here: n0, n1, n2' | ', n2'", "101 | '101 here: n0, ' | ', n98, n99, and 1 more'",
					"10000 | '10,000 here: n0, ' | ', n98, n99, and 9,900 more'" })
	void namesHundredOfThoseHere(int members, String begin, String end) {
		List<String> names = IntStream.range(0, members).mapToObj((i) -> "n" + i).toList();
		assertThat(TextLines.of(new Members(null, names))).singleElement().asString().startsWith(begin).endsWith(end);
	}

}
