package io.chatroom.client;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which texts mention a name.
 */
class MentionsTests {

	@ParameterizedTest
	@ValueSource(strings = { "alice", "Hi ALICE!", "@alice", "alice, look", "ask alice.", "(alice)",
			"bob-alice? no: alice", "alice's" })
	void aWordIsOne(String text) {
		assertThat(new Mentions("alice").in(text)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "malice", "alices", "alice_", "alice.smith", "x-alice", "alice2", "alic", "", "これはalice" })
	void aPartOfAWordIsNone(String text) {
		assertThat(new Mentions("alice").in(text)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.b", "a.b: hi", "A.B" })
	void aNameIsNoPattern(String text) {
		assertThat(new Mentions("a.b").in(text)).hasSize(1);
		assertThat(new Mentions("a.b").in(text.replace('.', 'x'))).isEmpty();
	}

}
