package io.chatroom.web;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whose pages may open sessions.
 */
class OriginsTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			http://chat.example,       chat.example,        true
			https://chat.example,      chat.example,        true
			http://Chat.Example:8000,  chat.example:8000,   true
			https://chat.example,      chat.example:443,    true
			http://[::1]:8000,         [::1]:8000,          true
			http://chat.example,       chat.example:8000,   false
			https://chat.example,      chat.example:80,     false
			http://evil.example,       chat.example,        false
			http://chat.example.evil,  chat.example,        false
			http://chat.example@evil,  chat.example,        false
			http://evil/chat.example,  chat.example,        false
			ftp://chat.example,        chat.example,        false
			null,                      chat.example,        false
			null,                      null,                false
			'',                        '',                  false
			:::,                       chat.example,        false
			https://other.example,     chat.example,        true
			https://OTHER.example,     chat.example,        true
			http://other.example,      chat.example,        false
			""")
	void allowsItsOwnPagesAndThoseOfTheSettings(String origin, String host, boolean allowed) {
		assertThat(new Origins(List.of("https://other.example")).allow(origin, host, false)).isEqualTo(allowed);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			http://localhost:8000,     localhost:8000,      true
			http://chat.localhost,     chat.localhost,      true
			http://127.0.0.1:8000,     127.0.0.1:8000,      true
			http://[::1]:8000,         [::1]:8000,          true
			http://rebound.example,    rebound.example,     false
			http://localhost.example,  localhost.example,   false
			http://evillocalhost,      evillocalhost,       false
			http://127.0.0.1.example,  127.0.0.1.example,   false
			https://other.example,     other.example,       true
			""")
	void takesNoNameOfOthersForThisMachine(String origin, String host, boolean allowed) {
		assertThat(new Origins(List.of("https://other.example")).allow(origin, host, true)).isEqualTo(allowed);
	}

	@Test
	void allowsPrograms() {
		assertThat(new Origins(List.of()).allow(null, "chat.example", true)).isTrue();
		assertThat(new Origins(List.of()).allow("http://chat.example", null, false)).isFalse();
	}

	@Test
	void allowsAllByAStar() {
		assertThat(new Origins(List.of("*")).allow("http://evil.example", "chat.example", true)).isTrue();
	}

}
