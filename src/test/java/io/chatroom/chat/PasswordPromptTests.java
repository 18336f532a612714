package io.chatroom.chat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody types a name that is owned, and is asked for its password.
 */
class PasswordPromptTests {

	/**
	 * Another client types the name that alice owns.
	 */
	private static RoomScript someoneIsAsked(String name) {
		return SignInTests.aliceIsGone().plays("""
				c connects
				  c < Greetings from the ChatRoom! Now type your name and press enter!
				c > %s
				  c hides input
				  c < That name is registered. Type its password and press enter!
				""".formatted(name));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ALICE", "a1ice" })
	void signsInWhoKnowsThePasswordOfWhatReadsLikeTheName(String name) {
		someoneIsAsked(name).plays("""
				c > sesame-open
				  c shows input
				  c < You are signed in as alice. Last time: 2026-01-31 12:00 UTC from 203.0.113.1.
				  c < Welcome alice! If you ever want to quit, type #quit to exit.
				  b < alice from [203.0.113.3] has joined the chat!
				""");
	}

	@Test
	void endsAfterThreeWrongPasswords() {
		someoneIsAsked("alice").plays("""
				c > sesame
				  c shows input
				  c < Wrong password.
				  c hides input
				  c < That name is registered. Type its password and press enter!
				c > sesame-open
				  c shows input
				  c < Too many wrong passwords for alice. Try again in 1 s.
				  c hides input
				  c < That name is registered. Type its password and press enter!
				passes 1
				c > open
				  c shows input
				  c < Wrong password.
				  c hides input
				  c < That name is registered. Type its password and press enter!
				passes 2
				c > hello
				  c shows input
				  c < Wrong password.
				  c < Too many tries. Goodbye!
				  c hung up
				""");
	}

	@Test
	void letsOneWhoIsAskedChooseAnotherNameOrGo() {
		someoneIsAsked("alice").plays("""
				c >\s
				  c shows input
				  c < Greetings from the ChatRoom! Now type your name and press enter!
				c > alice
				  c hides input
				  c < That name is registered. Type its password and press enter!
				c > #quit
				  c < #quit
				  c hung up
				""");
	}

	@Test
	void asksAgainWhenPasswordCannotBeChecked() {
		// or it would be typed again as a name, which all see
		someoneIsAsked("alice").plays("""
				c > busy
				  c shows input
				  c < The server checks many passwords now. Try again in a few seconds.
				  c hides input
				  c < That name is registered. Type its password and press enter!
				c > sesame-open
				  c shows input
				  c < You are signed in as alice. Last time: 2026-01-31 12:00 UTC from 203.0.113.1.
				  c < Welcome alice! If you ever want to quit, type #quit to exit.
				  b < alice from [203.0.113.3] has joined the chat!
				""");
	}

	@Test
	void asksAgainAfterAnotherCommand() {
		someoneIsAsked("alice").plays("""
				c > #format text
				  c < Greetings from the ChatRoom! Now type your name and press enter!
				  c hides input
				  c < That name is registered. Type its password and press enter!
				c > #login alice sesame-open
				  c shows input
				  c < You are signed in as alice. Last time: 2026-01-31 12:00 UTC from 203.0.113.1.
				  c < Welcome alice! If you ever want to quit, type #quit to exit.
				  b < alice from [203.0.113.3] has joined the chat!
				c > hello
				  b c < alice: hello
				""");
	}

	@Test
	void asksInJsonToo() {
		SignInTests.aliceIsGone()
			.plays("""
					c connects
					  c < Greetings from the ChatRoom! Now type your name and press enter!
					c > #format json
					  c < {"event":"prompt","room":"lobby","epoch":"r1","seq":3,"text":"Greetings from the ChatRoom! Now type your name and press enter!"}
					c > alice
					  c hides input
					  c < {"event":"password","name":"alice","text":"That name is registered. Type its password and press enter!"}
					c > sesame
					  c shows input
					  c < {"event":"refused","code":"wrong-password","text":"Wrong password."}
					  c hides input
					  c < {"event":"password","name":"alice","text":"That name is registered. Type its password and press enter!"}
					passes 1
					c > sesame-open
					  c shows input
					  c < {"event":"signed-in","account":"alice","operator":false,"text":"You are signed in as alice. Last time: 2026-01-31 12:00 UTC from 203.0.113.1."}
					  c < {"event":"welcome","room":"lobby","epoch":"r1","seq":4,"name":"alice","members":2}
					  b < alice from [203.0.113.3] has joined the chat!
					""");
	}

}
