package io.chatroom.chat;

import java.util.List;

import io.chatroom.protocol.Password;
import io.chatroom.protocol.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Names that people own: how they get, change and give up an account.
 */
class AccountsTests {

	@Test
	void registersNotManyNamesFromOneAddress() {
		RoomScript.with("alice").plays("""
				a > #register sesame-open
				  a < alice is yours now. #login alice signs you in.
				a > #nick ally
				  a < alice is now known as ally.
				a > #register sesame-open
				  a < Somebody registered a name from your address a moment ago. Try again in 1 s.
				passes 1
				a > #register sesame-open
				  a < ally is yours now. #login ally signs you in.
				""");
	}

	@Test
	void showsAndChangesAndGivesUp() {
		RoomScript.with("alice")
			.plays("""
					a > #account
					  a < You are not signed in. Type #register PASSWORD to make your name your own.
					a > #register sesame-open
					  a < alice is yours now. #login alice signs you in.
					a > #register sesame-open
					  a < alice is yours already.
					a > #account
					  a < alice is yours since 2026-01-31 12:00 UTC. Your last sign-in: 2026-01-31 12:00 UTC from 203.0.113.1.
					a > #password sesame open-sesame
					  a < Wrong name or password.
					passes 1
					a > #password sesame-open open
					  a < A password has 8 to 128 characters, no blanks, and no # at its beginning.
					a > #password sesame-open open-sesame
					  a < Your password is changed.
					b connects
					  b < Greetings from the ChatRoom! Now type your name and press enter!
					b > #login alice sesame-open
					  b < Wrong name or password.
					passes 1
					a > #unregister open-sesame
					  a < alice is no longer yours; anyone may take it when you go.
					a > #account
					  a < You are not signed in. Type #register PASSWORD to make your name your own.
					a > #quit
					  a < #quit
					  a hung up
					b > alice
					  b < Welcome alice! If you ever want to quit, type #quit to exit.
					""");
	}

	@Test
	void keepsNameOfOperatorForThem() {
		RoomScript.with("alice").plays("""
				a > #nick chief
				  a < That name is reserved. Type another name and press enter!
				""");
	}

	@Test
	void operatorMakesChangesAndDeletes() {
		RoomScript script = RoomScript.with("alice");
		AccountAdministration accounts = script.chat().accounts();
		assertThat(accounts.find("alice")).isNull();
		assertThat(accounts.missingOperators()).containsExactly("chief");
		assertThat(accounts.setPassword("alice", new Password("sesame"))).isInstanceOf(Outcome.NotDone.class);
		assertThat(accounts.setPassword("alice", new Password("sesame-open"))).isInstanceOf(Outcome.Done.class);
		assertThat(accounts.setPassword("a b", new Password("sesame-open"))).isInstanceOf(Outcome.NotDone.class);
		assertThat(accounts.setOperator("ALICE", true)).isInstanceOf(Outcome.Done.class);
		assertThat(accounts.setOperator("bob", true)).isInstanceOf(Outcome.NotDone.class);
		assertThat(accounts.setPassword("chief", new Password("sesame-open"))).isInstanceOf(Outcome.Done.class);
		assertThat(accounts.all()).extracting(Reply.Account::name, Reply.Account::operator)
			.containsExactly(tuple("alice", true), tuple("chief", true));
		assertThat(accounts.missingOperators()).isEmpty();
		assertThat(accounts.remove("chief")).isInstanceOf(Outcome.Done.class);
		assertThat(accounts.setPassword("ch1ef", new Password("sesame-open"))).isInstanceOf(Outcome.Done.class);
		assertThat(accounts.find("ch1ef")).as("only looks like an operator's")
			.extracting(Reply.Account::operator)
			.isEqualTo(false);
		assertThat(accounts.remove("alice")).isInstanceOf(Outcome.Done.class);
		assertThat(accounts.remove("alice")).isInstanceOf(Outcome.NotDone.class);
		assertThat(script.observed().deeds()).containsExactly("2026-01-31 12:00 UTC server registered alice.",
				"2026-01-31 12:00 UTC server made an operator of alice.",
				"2026-01-31 12:00 UTC server registered chief.", "2026-01-31 12:00 UTC server unregistered chief.",
				"2026-01-31 12:00 UTC server registered ch1ef.", "2026-01-31 12:00 UTC server unregistered alice.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "sesame1", "#sesame-open", "sesame open", "sesame\u00a0open" })
	void refusesBadPasswords(String password) {
		assertThat(new Password(password).isValid()).isFalse();
	}

	@Test
	void countsCharactersOfPasswords() {
		assertThat(new Password("\ud83d\ude00".repeat(7)).isValid()).isFalse();
		assertThat(new Password("\ud83d\ude00".repeat(128)).isValid()).isTrue();
		assertThat(new Password("a".repeat(129)).isValid()).isFalse();
		assertThat(List.of(new Password("sesame-open"))).hasToString("[[password]]");
	}

}
