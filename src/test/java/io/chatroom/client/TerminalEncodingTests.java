package io.chatroom.client;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TerminalEncodingTests {

	@ParameterizedTest
	@CsvSource({ "ANSI_X3.4-1968, UTF-8", "US-ASCII, UTF-8", "646, UTF-8", "nobody-knows-it, UTF-8", ", UTF-8",
			"UTF-8, UTF-8", "ISO-8859-1, ISO-8859-1", "GB18030, GB18030" })
	void isTheLocalesUnlessThatIsAscii(String ofTheLocale, String expected) {
		assertThat(TerminalEncoding.of(ofTheLocale).name()).isEqualTo(expected);
	}

	@Test
	void messagesLoseNoCharacterInTheCLocale() {
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		PrintStream err = new PrintStream(printed, true, StandardCharsets.US_ASCII);
		TerminalEncoding.of(err).print("Not said: Gr\u00fc\u00dfe");
		assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("Not said: Gr\u00fc\u00dfe");
	}

}
