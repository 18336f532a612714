package io.chatroom.chat;

import io.chatroom.protocol.TextLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example of docs/protocol.md, from the greeting to the end.
 */
class ChatRoomServiceTests {

	@Test
	void playsVisitOfContract() {
		RoomScript.with("bob", "carol").plays("""
				a connects
				  a < Greetings from the ChatRoom! Now type your name and press enter!
				a > alice
				  a < Welcome alice! If you ever want to quit, type #quit to exit.
				  b c < alice from [203.0.113.1] has joined the chat!
				a > hello
				  b c a < alice: hello
				a > #quit
				  a < #quit
				  a hung up
				  b c < alice has left the chat.
				""");
	}

	@Test
	void keepsAddressToItselfWhenToldTo() {
		new RoomScript(false).plays("""
				a connects
				  a < Greetings from the ChatRoom! Now type your name and press enter!
				a > alice
				  a < Welcome alice! If you ever want to quit, type #quit to exit.
				b connects
				  b < Greetings from the ChatRoom! Now type your name and press enter!
				b > bob
				  b < Welcome bob! If you ever want to quit, type #quit to exit.
				  a < bob has joined the chat!
				""");
	}

	@Test
	void saysNothingToOneWithoutName() {
		RoomScript.with("alice").plays("""
				b connects
				  b < Greetings from the ChatRoom! Now type your name and press enter!
				a > hello
				  a < alice: hello
				""");
	}

	@Test
	void keepsSpacesInLine() {
		RoomScript.with("alice").plays("""
				a >  two  spaces
				  a < alice:  two  spaces
				""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\t", " \t \u3000" })
	void ignoresBlankLine(String line) {
		RoomScript.with("alice")
			.plays("b connects\n  b < " + TextLines.GREETING + "\nb > " + line + "\na > " + line + "\n");
	}

	@Test
	void refusesLineWithItsReason() {
		RoomScript.with("alice", "bob")
			.plays("""
					a refused TOO_LONG
					  a < That line is over 1024 bytes; it was not sent.
					a refused NOT_UTF8
					  a < That line is not valid UTF-8; it was not sent. If you use telnet, type ^] then "toggle binary", or use nc.
					a refused NOT_UTF8
					  a < That line is not valid UTF-8; it was not sent.
					a > still here
					  a b < alice: still here
					""");
	}

	@Test
	void saysOneLeaveLineHoweverOneGoes() {
		RoomScript.with("alice", "bob", "carol").plays("""
				a gone
				  b c < alice has left the chat.
				a gone
				b > #quit
				  b < #quit
				  b hung up
				  c < bob has left the chat.
				b gone
				""");
	}

	@Test
	void leavesWithoutWordWhenItHadNoName() {
		RoomScript.with("alice").plays("""
				b connects
				  b < Greetings from the ChatRoom! Now type your name and press enter!
				b gone
				c connects
				  c < Greetings from the ChatRoom! Now type your name and press enter!
				c > #quit
				  c < #quit
				  c hung up
				c gone
				""");
	}

	@Test
	void ignoresWhatComesAfterEnd() {
		RoomScript.with("alice", "bob").plays("""
				a > #quit
				  a < #quit
				  a hung up
				  b < alice has left the chat.
				a > hello
				a > #quit
				a refused TOO_LONG
				a gone
				a > alice
				b > #who
				  b < 1 here: bob
				""");
	}

	@Test
	void ignoresOneThatNeverConnected() {
		RoomScript.with("alice").plays("""
				x gone
				x > xaver
				x refused NOT_UTF8
				x > #quit
				a > #who
				  a < 1 here: alice
				""");
	}

	@Test
	void saysGoodbyeToAllWhenItCloses() {
		RoomScript script = RoomScript.with("alice");
		script.plays("""
				room closes
				  a < The server is going down. Goodbye!
				  a hung up
				a > hello
				a > #who
				room closes
				a gone
				b connects
				  b hung up
				b > bob
				b gone
				""");
		assertThat(script.chat().rooms().list().memberCount()).isZero();
	}

	@Test
	void saysGoodbyeToOneWithoutNameAndNobodyLeaves() {
		RoomScript script = new RoomScript(true).plays("""
				a connects
				  a < Greetings from the ChatRoom! Now type your name and press enter!
				room closes
				  a < The server is going down. Goodbye!
				  a hung up
				""");
		assertThat(script.chat().rooms().list().memberCount()).isZero();
	}

	@Test
	void countsMembers() {
		RoomScript script = RoomScript.with("alice", "bob");
		assertThat(script.chat().rooms().list().memberCount()).isEqualTo(2);
		script.plays("""
				c connects
				  c < Greetings from the ChatRoom! Now type your name and press enter!
				a > #nick ally
				  a b < alice is now known as ally.
				""");
		assertThat(script.chat().rooms().list().memberCount()).isEqualTo(2);
		script.plays("""
				b gone
				  a < bob has left the chat.
				""");
		assertThat(script.chat().rooms().list().memberCount()).isOne();
	}

}
