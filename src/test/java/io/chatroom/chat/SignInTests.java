package io.chatroom.chat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How owners prove that a name is theirs.
 */
class SignInTests {

	/**
	 * Alice owns her name, and is gone.
	 */
	static RoomScript aliceIsGone() {
		return RoomScript.with("bob", "alice").plays("""
				a > #register sesame-open
				  a < alice is yours now. #login alice signs you in.
				a > #quit
				  a < #quit
				  a hung up
				  b < alice has left the chat.
				""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Alice", "ally" })
	void endsTheGhostWhateverNameItHas(String name) {
		RoomScript.with("bob", "alice").plays("""
				a > #register sesame-open
				  a < alice is yours now. #login alice signs you in.
				a > #nick %1$s
				  b a < alice is now known as %1$s.
				c connects
				  c < Greetings from the ChatRoom! Now type your name and press enter!
				c > #login ALICE sesame-open
				  a < You have signed in elsewhere. Goodbye!
				  a hung up
				  b < %1$s has left the chat.
				  c < You are signed in as alice. Last time: 2026-01-31 12:00 UTC from 203.0.113.1.
				  c < Welcome alice! If you ever want to quit, type #quit to exit.
				  b < alice from [203.0.113.3] has joined the chat!
				""".formatted(name));
	}

	@Test
	void signsMemberInUnderAnotherName() {
		aliceIsGone().plays("""
				c connects
				  c < Greetings from the ChatRoom! Now type your name and press enter!
				c > carol
				  c < Welcome carol! If you ever want to quit, type #quit to exit.
				  b < carol from [203.0.113.3] has joined the chat!
				c > #nick alice
				  c < That name is registered. Type #login alice to sign in.
				c > #login alice
				  c hides input
				  c < That name is registered. Type its password and press enter!
				c > sesame-open
				  c shows input
				  c < You are signed in as alice. Last time: 2026-01-31 12:00 UTC from 203.0.113.1.
				  b c < carol is now known as alice.
				c > #nick carol
				  b c < alice is now known as carol.
				c > #nick alice
				  b c < carol is now known as alice.
				""");
	}

	@Test
	void takesNoPasswordOverWhatOthersRead() {
		aliceIsGone()
			.plays("""
					c connects plainly
					  c < Greetings from the ChatRoom! Now type your name and press enter!
					c > alice
					  c < That name is registered, and passwords are accepted over TLS only. Type another name and press enter!
					c > #login alice sesame-open
					  c < Passwords are accepted over TLS only.
					c > #login alice
					  c < Passwords are accepted over TLS only.
					c > carol
					  c < Welcome carol! If you ever want to quit, type #quit to exit.
					  b < carol from [203.0.113.3] has joined the chat!
					c > #register sesame-open
					  c < Passwords are accepted over TLS only.
					c > #register certificate
					  c < Your connection has no TLS client certificate.
					""");
	}

	@Test
	void takesCertificateForPassword() {
		new RoomScript(true).plays("""
				a connects with certificate
				  a < Greetings from the ChatRoom! Now type your name and press enter!
				a > alice
				  a < Welcome alice! If you ever want to quit, type #quit to exit.
				a > #register certificate
				  a < alice is yours now. #login alice signs you in.
				a > #quit
				  a < #quit
				  a hung up
				b connects with certificate
				  b < Greetings from the ChatRoom! Now type your name and press enter!
				b > alice
				  b < You are signed in as alice. Last time: 2026-01-31 12:00 UTC from 203.0.113.1.
				  b < Welcome alice! If you ever want to quit, type #quit to exit.
				c connects
				  c < Greetings from the ChatRoom! Now type your name and press enter!
				c > #login alice certificate
				  c < Wrong name or password.
				b > #unregister certificate
				  b < alice is no longer yours; anyone may take it when you go.
				""");
	}

	@Test
	void ownerIsNotSlowedByThoseWhoGuess() {
		aliceIsGone().plays("""
				c connects
				  c < Greetings from the ChatRoom! Now type your name and press enter!
				c > #login alice sesame
				  c < Wrong name or password.
				c > #login alice sesame-open
				  c < Too many wrong passwords for alice. Try again in 1 s.
				a connects
				  a < Greetings from the ChatRoom! Now type your name and press enter!
				a > #login alice sesame-open
				  a < You are signed in as alice. Last time: 2026-01-31 12:00 UTC from 203.0.113.1.
				  a < Welcome alice! If you ever want to quit, type #quit to exit.
				  b < alice from [203.0.113.1] has joined the chat!
				""");
	}

}
