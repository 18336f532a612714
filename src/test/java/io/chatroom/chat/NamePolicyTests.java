package io.chatroom.chat;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which names can be had, and which are the same.
 */
class NamePolicyTests {

	private final NamePolicy policy = new NamePolicy(List.of("Boss", " help.desk "), true);

	@ParameterizedTest
	@ValueSource(strings = { "a", "7", "alice", "Alice", "a_-.", "abcdefghijklmnopqrstuvwx", "Jörg", "Ελένη", "Ольга",
			"李小龍", "さくら", "علي", "नीता", "ａlice", "A\u030akesson", "e\u0302\u0301mile" })
	void accepts(String name) {
		assertThat(this.policy.check(name)).isInstanceOf(Name.class);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '|',
			value = { "|  alice\t|,alice", "ａlice,alice", "A\u030akesson,\u00c5kesson", "Alice,Alice" })
	void showsAs(String raw, String shown) {
		assertThat(this.policy.check(raw)).hasToString(shown);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "_alice", "-alice", ".alice", "alice smith", "al,ice", "alice:", "#alice", "a/b",
			"abcdefghijklmnopqrstuvwxy", "\u0301alice", "al\tice", "al\u0000ice", "al\u200bice", "al\u200dice",
			"al\u00adice", "al\u202eice", "\u3164", "\u115f", "al\ufe0fice", "al\u034fice", "\u2163", "\ufb01n",
			"\ue000", "\uffff", "\ud800", "👍", "ali\u2028ce", "\u05d0a" })
	void rejectsMalformedName(String name) {
		assertThat(this.policy.check(name)).isEqualTo(NameRefusal.MALFORMED);
	}

	@ParameterizedTest
	@MethodSource
	void countsCodePointsNotChars(String name, Class<?> outcome) {
		assertThat(this.policy.check(name)).isInstanceOf(outcome);
	}

	static Object[][] countsCodePointsNotChars() {
		// a letter that takes two chars
		return new Object[][] { { "\ud840\udc00".repeat(24), Name.class },
				{ "\ud840\udc00".repeat(25), NameRefusal.class } };
	}

	@ParameterizedTest
	@ValueSource(strings = { "server", "system", "admin", "root", "SERVER", "Root", "ａdmin", " system ", "boss", "BOSS",
			"Help.Desk", "help", "HELP", "stats", "default", "quit", "enable", "PING", "ping", "SSH-2.0-OpenSSH_9",
			"ssh-2.0-Go", "SSH-" })
	void rejectsReservedName(String name) {
		assertThat(this.policy.check(name)).isEqualTo(NameRefusal.RESERVED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "servers", "admin1", "bos", "helper", "ssh", "sshd", "s-s-h", "pinga" })
	void reservesWholeNamesAlone(String name) {
		assertThat(this.policy.check(name)).isInstanceOf(Name.class);
	}

}
