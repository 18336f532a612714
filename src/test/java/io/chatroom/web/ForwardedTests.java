package io.chatroom.web;

import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;

import io.chatroom.protocol.AddressText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is read of the headers of proxies, and that nothing else is.
 */
class ForwardedTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			203.0.113.7                            | 203.0.113.7
			203.0.113.7, 10.0.0.1                  | 203.0.113.7 10.0.0.1
			203.0.113.7:4711,[2001:db8::7]:4711    | 203.0.113.7 2001:db8::7
			2001:db8::7                            | 2001:db8::7
			unknown, 203.0.113.7                   | - 203.0.113.7
			203.0.113.256                          | -
			203.0.113                              | -
			localhost                              | -
			fe80::1%eth0                           | -
			:::::                                  | -
			203.0.113.7 203.0.113.8                | -
			''                                     | -
			,                                      | - -
			""")
	void readsPlainAddresses(String header, String addresses) {
		assertThat(text(Forwarded.plain(header, null))).isEqualTo(addresses);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '!', textBlock = """
			for=203.0.113.7                                        | 203.0.113.7
			For="[2001:db8::7]:4711"                               | 2001:db8::7
			for=203.0.113.7;proto=https;by=10.0.0.1                | 203.0.113.7 https
			proto=HTTPS; for=203.0.113.7                           | 203.0.113.7 https
			for=203.0.113.7;proto=https, for=10.0.0.1              | 203.0.113.7 10.0.0.1
			for=203.0.113.7, for=10.0.0.1;proto=https              | 203.0.113.7 10.0.0.1 https
			by="a, for=1.2.3.4", for=203.0.113.7                   | - 203.0.113.7
			host="a\\"b;for=1.2.3.4";for=203.0.113.7                | 203.0.113.7
			for=_hidden, for=unknown                               | - -
			for="203.0.113.7                                       | - -
			notfor=203.0.113.7                                     | -
			proto=https                                            | - https
			""")
	void readsTheStandardHeader(String header, String addresses) {
		assertThat(text(Forwarded.standard(header))).isEqualTo(addresses);
	}

	@Test
	void readsWhoeverIsLastInTls() {
		assertThat(Forwarded.plain("203.0.113.7", "https").https()).isTrue();
		assertThat(Forwarded.plain("203.0.113.7", "http, HTTPS ").https()).isTrue();
		assertThat(Forwarded.plain("203.0.113.7", "https, http").https()).isFalse();
	}

	@Test
	void survivesJunk() {
		String letters = "for=\"[]:;,. 1a\\\tF\u00e9";
		for (long seed = 0; seed < 20_000; seed++) {
			String junk = new Random(seed).ints(new Random(seed).nextInt(40), 0, letters.length())
				.mapToObj((i) -> letters.substring(i, i + 1))
				.collect(Collectors.joining());
			assertThat(Forwarded.standard(junk).chain()).as("seed %d: %s", seed, junk).hasSizeLessThan(42);
			assertThat(Forwarded.plain(junk, junk).chain()).as("seed %d: %s", seed, junk).isNotEmpty();
		}
		assertThat(Forwarded.standard("for=\"" + "\\\"".repeat(4000)).https()).as("takes no time").isFalse();
	}

	private static String text(Forwarded forwarded) {
		String chain = forwarded.chain()
			.stream()
			.map((address) -> Objects.isNull(address) ? "-" : AddressText.of(address))
			.collect(Collectors.joining(" "));
		return forwarded.https() ? chain + " https" : chain;
	}

}
