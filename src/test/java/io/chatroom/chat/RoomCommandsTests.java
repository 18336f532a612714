package io.chatroom.chat;

import io.chatroom.protocol.TextLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What commands do, and who sees it.
 */
class RoomCommandsTests {

	@Test
	void helpsWithLineForEachCommand() {
		RoomScript.with("alice", "bob").plays("""
				a > #help
				  a < #help                  shows this list
				  a < #who [ROOM]            shows who is here, or in another room
				  a < #rooms                 shows the rooms
				  a < #join ROOM             goes to another room, or makes one
				  a < #topic [TEXT]          shows the topic of the room, or sets it
				  a < #nick NAME             takes another name
				  a < #me ACTION             says what you do: * alice waves
				  a < #msg NAME TEXT         says something to one person alone
				  a < #ignore [NAME]         hides what somebody says, or shows whom you ignore
				  a < #unignore NAME         shows it again
				  a < #quiet [on|off]        hides who joins, leaves, moves or is renamed
				  a < #history [N]           shows what was said last, N lines of it
				  a < #register PASSWORD     makes your name your own
				  a < #login NAME [PASSWORD] signs in, and takes the name
				  a < #account               shows what is yours
				  a < #password OLD NEW      changes your password
				  a < #unregister PASSWORD   gives your name up
				  a < #token [revoke] [NAME] makes or revokes a token for a program, or shows yours
				  a < #format json|text      json is for programs
				  a < #quit                  leaves the chat
				""");
	}

	@Test
	void showsWhoIsHere() {
		RoomScript.with("carol", "alice", "bob").plays("""
				d connects
				  d < Greetings from the ChatRoom! Now type your name and press enter!
				a > #who
				  a < 3 here: carol, alice, bob
				""");
	}

	@Test
	void showsActionToAll() {
		RoomScript.with("alice", "bob").plays("""
				a > #me waves
				  a b < * alice waves
				a > #me  waves  and  leaves
				  a b < * alice waves  and  leaves
				""");
	}

	@Test
	void tellsPrivateMessageToTheTwoAlone() {
		RoomScript.with("alice", "bob", "carol").plays("""
				a > #msg bob hi there
				  b < [from alice] hi there
				  a < [to bob] hi there
				b > #msg ALICE  hi
				  a < [from bob] hi
				  b < [to alice] hi
				c > #msg carol note to self
				  c < [to carol] note to self
				  c < [from carol] note to self
				""");
	}

	@Test
	void tellsNobodyWhoIsNotHere() {
		RoomScript.with("alice", "bob").plays("""
				b gone
				  a < bob has left the chat.
				a > #msg bob hi
				  a < Nobody here is called bob.
				c connects
				  c < Greetings from the ChatRoom! Now type your name and press enter!
				a > #msg c hi
				  a < Nobody here is called c.
				""");
	}

	@ParameterizedTest
	@CsvSource({ "#nick,#nick NAME", "#nick  ,#nick NAME", "#me,#me ACTION", "#msg,#msg NAME TEXT",
			"#msg bob,#msg NAME TEXT", "#MSG,#msg NAME TEXT", "#history x,#history [N]", "#history 0,#history [N]",
			"#history -1,#history [N]", "#history 1 2,#history [N]", "#format,#format json|text",
			"#format xml,#format json|text", "#resume,#resume SEQ [EPOCH]", "#resume x,#resume SEQ [EPOCH]",
			"#resume 9999999999999999999,#resume SEQ [EPOCH]" })
	void answersMissingWordsWithUsage(String line, String usage) {
		RoomScript.with("alice", "bob").plays("a > " + line + "\n  a < Usage: " + usage + "\n");
	}

	@ParameterizedTest
	@CsvSource({ "#foo,#foo", "#Foo bar,#Foo", "#,#", "# who,#", "#whos,#whos", "#who?,#who?" })
	void knowsNoOtherCommand(String line, String word) {
		RoomScript.with("alice", "bob")
			.plays("a > %s\n  a < Unknown command %s. Type #help for the commands, or #%s to say it.\n".formatted(line,
					word, word));
	}

	@ParameterizedTest
	@CsvSource({ "##foo,#foo", "##,#", "###quit,##quit", "##who is here?,#who is here?" })
	void saysLineWithTwoHashes(String line, String said) {
		RoomScript.with("alice", "bob").plays("a > " + line + "\n  a b < alice: " + said + "\n");
	}

	@Test
	void keepsSlipOfCommandFromOthers() {
		RoomScript.with("alice", "bob", "carol").plays("""
				a >  #msg bob my password is 1234
				  a < Not sent. Type #msg to run the command, or ##msg to say it.
				a > /msg bob my password is 1234
				  a < Not sent. Type #msg to run the command, or #/msg to say it.
				a > \ufeff#QUIT
				  a < Not sent. Type #quit to run the command, or ##quit to say it.
				a > #/msg is not a command
				  a b c < alice: /msg is not a command
				a > #/home
				  a b c < alice: /home
				a > /home/alice
				  a b c < alice: /home/alice
				a > #history 3
				  a < [2026-01-31 12:00:00Z] alice: /msg is not a command
				  a < [2026-01-31 12:00:00Z] alice: /home
				  a < [2026-01-31 12:00:00Z] alice: /home/alice
				""");
	}

	@ParameterizedTest
	@ValueSource(strings = { " #quit", "/quit", " #msg bob hi", "/msg bob hi" })
	void takesSlipOfCommandForNameBeforeThereIsOne(String line) {
		RoomScript.with("alice").plays("""
				b connects
				  b < Greetings from the ChatRoom! Now type your name and press enter!
				b > %s
				  b < A name has 1 to 24 letters, digits, '_', '-' or '.'. Type another name and press enter!
				""".formatted(line));
	}

	@Test
	void saysLineWithHashFurtherOn() {
		RoomScript.with("alice").plays("""
				a >  #1
				  a < alice:  #1
				a > no. #1
				  a < alice: no. #1
				""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "#quit", "#QUIT", "#Quit now" })
	void quitsBeforeAndAfterName(String line) {
		String end = "a > " + line + "\n  a < #quit\n  a hung up\n";
		new RoomScript(true).plays("a connects\n  a < " + TextLines.GREETING + "\n" + end);
		RoomScript.with("alice", "bob").plays(end + "  b < alice has left the chat.\n");
	}

	@Test
	void takesCommandsInAnyCase() {
		RoomScript.with("alice").plays("""
				a > #WHO
				  a < 1 here: alice
				a > #Me WAVES
				  a < * alice WAVES
				a > #nIcK ally
				  a < alice is now known as ally.
				""");
	}

}
