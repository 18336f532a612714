package io.chatroom.chat;

import io.chatroom.protocol.TextLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How names are asked for, claimed, refused, changed and given back.
 */
class RoomNamesTests {

	private static final String TAKEN = "That name is taken. Type another name and press enter!";

	private static final String MALFORMED = "A name has 1 to 24 letters, digits, '_', '-' or '.'."
			+ " Type another name and press enter!";

	private static final String RESERVED = "That name is reserved. Type another name and press enter!";

	@ParameterizedTest
	@ValueSource(strings = { "alice", "ALICE", "\uff41lice", "al\u0456ce", "AL1CE", " alice " })
	void rejectsNameAlreadyTaken(String name) {
		refuses(name, TAKEN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "bob smith", "#who", "##bob", "-bob", "Hello everybody, it's me" })
	void rejectsMalformedName(String name) {
		refuses(name, MALFORMED);
	}

	@Test
	void rejectsNameWithControlsThatNobodySees() {
		RoomScript.with("alice").plays("""
				b connects
				  b < Greetings from the ChatRoom! Now type your name and press enter!
				b cleaned > bob
				  b < %1$s
				b cleaned > #format text
				  b < Greetings from the ChatRoom! Now type your name and press enter!
				b > bob
				  b < Welcome bob! If you ever want to quit, type #quit to exit.
				  a < bob from [203.0.113.2] has joined the chat!
				b cleaned > #nick ally
				  b < %1$s
				b cleaned > hello
				  a b < bob: hello
				""".formatted(MALFORMED));
	}

	@ParameterizedTest
	@ValueSource(strings = { "server", "Admin", "boss", "\u0430dmin", "HELP", "SSH-2.0-x" })
	void rejectsReservedName(String name) {
		refuses(name, RESERVED);
	}

	private static void refuses(String name, String sentence) {
		RoomScript.with("alice").plays("""
				b connects
				  b < Greetings from the ChatRoom! Now type your name and press enter!
				b > %1$s
				  b < %2$s
				b > bob
				  b < Welcome bob! If you ever want to quit, type #quit to exit.
				  a < bob from [203.0.113.2] has joined the chat!
				b > #nick %1$s
				  b < %2$s
				b > hello
				  a b < bob: hello
				""".formatted(name, sentence));
	}

	@Test
	void letsMemberWriteItsNameOtherwise() {
		RoomScript.with("alice", "bob").plays("""
				a > #nick Alice
				  a b < alice is now known as Alice.
				b > #nick alice
				  b < That name is taken. Type another name and press enter!
				""");
	}

	@Test
	void letsMemberTakeNameThatLooksLikeItsOwn() {
		RoomScript.with("mike", "bob").plays("""
				m > #nick rnike
				  m b < mike is now known as rnike.
				b > #nick mike
				  b < That name is taken. Type another name and press enter!
				m > #nick zoe
				  m b < rnike is now known as zoe.
				b > #nick mike
				  m b < bob is now known as mike.
				""");
	}

	@Test
	void rejectsNameThatLooksLikeItsOwnAndAnothers() {
		// nu looks like v, and its capital like N
		RoomScript.with("victor", "nictor").plays("""
				v > #nick \u03bdictor
				  v < That name is taken. Type another name and press enter!
				v gone
				  n < victor has left the chat.
				n > #nick \u03bdictor
				  n < nictor is now known as \u03bdictor.
				""");
	}

	@Test
	void findsMemberUnderNameThatItReadsAs() {
		RoomScript.with("bob", "victor", "nictor").plays("""
				b > #msg V1CTOR hi
				  v < [from bob] hi
				  b < [to victor] hi
				b > #msg \u03bdictor hi
				  v < [from bob] hi
				  b < [to victor] hi
				v > #msg \uff22OB hi
				  b < [from victor] hi
				  v < [to bob] hi
				v > #msg system hi
				  v < Nobody here is called system.
				""");
	}

	@Test
	void trimsName() {
		RoomScript.with("alice").plays("""
				b connects
				  b < Greetings from the ChatRoom! Now type your name and press enter!
				b >   bob\t
				  b < Welcome bob! If you ever want to quit, type #quit to exit.
				  a < bob from [203.0.113.2] has joined the chat!
				""");
	}

	@Test
	void hangsUpAfterTenRefusals() {
		String nine = ("b > alice\n  b < " + TAKEN + "\n").repeat(3) + ("b > -\n  b < " + MALFORMED + "\n").repeat(3)
				+ ("b > root\n  b < " + RESERVED + "\n").repeat(3);
		String greeting = "b connects\n  b < " + TextLines.GREETING + "\n";
		RoomScript.with("alice").plays(greeting + nine + """
				b > bob
				  b < Welcome bob! If you ever want to quit, type #quit to exit.
				  a < bob from [203.0.113.2] has joined the chat!
				""");
		RoomScript.with("alice").plays(greeting + nine + """
				b > alice
				  b < That name is taken. Type another name and press enter!
				  b < Too many tries. Goodbye!
				  b hung up
				b > bob
				b gone
				""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a gone\n", "a > #quit\n  a < #quit\n  a hung up\n" })
	void freesNameAtOnce(String end) {
		RoomScript.with("alice", "bob").plays(end + """
				  b < alice has left the chat.
				b > #nick Alice
				  b < bob is now known as Alice.
				""");
	}

	@Test
	void freesOldNameOfOneThatTookAnother() {
		RoomScript.with("alice", "bob").plays("""
				a > #nick ally
				  a b < alice is now known as ally.
				b > #nick alice
				  a b < bob is now known as alice.
				b > #nick ALLY
				  b < That name is taken. Type another name and press enter!
				b > #msg ally hi
				  a < [from alice] hi
				  b < [to ally] hi
				a gone
				  b < ally has left the chat.
				b > #nick ally
				  b < alice is now known as ally.
				""");
	}

	@Test
	void keepsJoinOrderThroughNewName() {
		RoomScript.with("alice", "bob", "carol").plays("""
				a > #nick zoe
				  a b c < alice is now known as zoe.
				c > #who
				  c < 3 here: zoe, bob, carol
				b gone
				  a c < bob has left the chat.
				b connects
				  b < Greetings from the ChatRoom! Now type your name and press enter!
				b > bob
				  b < Welcome bob! If you ever want to quit, type #quit to exit.
				  a c < bob from [203.0.113.2] has joined the chat!
				a > #who
				  a < 3 here: zoe, carol, bob
				""");
	}

}
