package io.chatroom.chat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What those see that asked for JSON, and that others see no difference.
 */
class StructuredModeTests {

	private static final String GREETING = "Greetings from the ChatRoom! Now type your name and press enter!";

	private static final String PROMPT = "{\"event\":\"prompt\",\"room\":\"lobby\",\"epoch\":\"r1\",\"seq\":1,\"text\":\""
			+ GREETING + "\"}";

	/** Alice, who reads text, and Bob, who gets JSON. */
	private static RoomScript aliceAndBob() {
		return RoomScript.with("alice", "bob").plays("""
				b > #format json
				  b < {"event":"welcome","room":"lobby","epoch":"r1","seq":2,"name":"bob","members":2}
				""");
	}

	@Test
	void playsVisit() {
		RoomScript.with("alice").plays("""
				b connects
				  b < Greetings from the ChatRoom! Now type your name and press enter!
				b > #format json
				  b < %s
				b > bob
				  b < {"event":"welcome","room":"lobby","epoch":"r1","seq":2,"name":"bob","members":2}
				  a < bob from [203.0.113.2] has joined the chat!
				c connects
				  c < Greetings from the ChatRoom! Now type your name and press enter!
				c > carol
				  c < Welcome carol! If you ever want to quit, type #quit to exit.
				  a < carol from [203.0.113.3] has joined the chat!
				  b < {"event":"joined","room":"lobby","seq":3,"at":NOW,"name":"carol","address":"203.0.113.3"}
				a > say "hi"\\
				  a c < alice: say "hi"\\
				  b < {"event":"said","room":"lobby","seq":4,"at":NOW,"from":"alice","text":"say \\"hi\\"\\\\"}
				b > hello
				  a c < bob: hello
				  b < {"event":"said","room":"lobby","seq":5,"at":NOW,"from":"bob","text":"hello"}
				c > #me waves
				  a c < * carol waves
				  b < {"event":"emoted","room":"lobby","seq":6,"at":NOW,"from":"carol","text":"waves"}
				c > #nick cher
				  a c < carol is now known as cher.
				  b < {"event":"renamed","room":"lobby","seq":7,"at":NOW,"from":"carol","to":"cher"}
				c gone
				  a < cher has left the chat.
				  b < {"event":"left","room":"lobby","seq":8,"at":NOW,"name":"cher"}
				b > #quit
				  b < {"event":"bye","code":"quit","text":"#quit"}
				  b hung up
				  a < bob has left the chat.
				a > alone
				  a < alice: alone
				""".formatted(PROMPT));
	}

	@Test
	void answersCommands() {
		aliceAndBob().plays("""
				b > #who
				  b < {"event":"members","names":["alice","bob"]}
				a > #msg bob lunch?
				  b < {"event":"told","at":NOW,"from":"alice","to":"bob","text":"lunch?"}
				  a < [to bob] lunch?
				b > #msg alice yes
				  a < [from bob] yes
				  b < {"event":"told","at":NOW,"from":"bob","to":"alice","text":"yes"}
				b > #help
				  b < {"event":"help","commands":[{"usage":"#help","purpose":"shows this list"},\
				{"usage":"#who [ROOM]","purpose":"shows who is here, or in another room"},\
				{"usage":"#rooms","purpose":"shows the rooms"},\
				{"usage":"#join ROOM","purpose":"goes to another room, or makes one"},\
				{"usage":"#topic [TEXT]","purpose":"shows the topic of the room, or sets it"},\
				{"usage":"#nick NAME","purpose":"takes another name"},\
				{"usage":"#me ACTION","purpose":"says what you do: * alice waves"},\
				{"usage":"#msg NAME TEXT","purpose":"says something to one person alone"},\
				{"usage":"#ignore [NAME]","purpose":"hides what somebody says, or shows whom you ignore"},\
				{"usage":"#unignore NAME","purpose":"shows it again"},\
				{"usage":"#quiet [on|off]","purpose":"hides who joins, leaves, moves or is renamed"},\
				{"usage":"#history [N]","purpose":"shows what was said last, N lines of it"},\
				{"usage":"#register PASSWORD","purpose":"makes your name your own"},\
				{"usage":"#login NAME [PASSWORD]","purpose":"signs in, and takes the name"},\
				{"usage":"#account","purpose":"shows what is yours"},\
				{"usage":"#password OLD NEW","purpose":"changes your password"},\
				{"usage":"#unregister PASSWORD","purpose":"gives your name up"},\
				{"usage":"#token [revoke] [NAME]","purpose":"makes or revokes a token for a program, or shows yours"},\
				{"usage":"#format json|text","purpose":"json is for programs"},\
				{"usage":"#quit","purpose":"leaves the chat"}]}
				""");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					nick alice | taken           | That name is taken. Type another name and press enter!
					nick root  | reserved        | That name is reserved. Type another name and press enter!
					nick a b   | malformed       | A name has 1 to 24 letters, digits, '_', '-' or '.'. Type another name and press enter!
					foo        | unknown-command | Unknown command #foo. Type #help for the commands, or ##foo to say it.
					nick       | usage           | Usage: #nick NAME
					msg zoe hi | nobody          | Nobody here is called zoe.
					""",
			quoteCharacter = '`')
	void refusesWithCode(String line, String code, String text) {
		aliceAndBob().plays("""
				b > #%s
				  b < {"event":"refused","code":"%s","text":"%s"}
				""".formatted(line, code, text));
	}

	@Test
	void namesTheFormatsThereAre() {
		aliceAndBob().plays("""
				b > #format xml
				  b < {"event":"refused","code":"usage","text":"Usage: #format json|text"}
				""");
	}

	@Test
	void refusesSlipOfCommandWithCode() {
		aliceAndBob().plays("""
				b > /msg alice hi
				  b < {"event":"refused","code":"looks-like-command",\
				"text":"Not sent. Type #msg to run the command, or #/msg to say it."}
				""");
	}

	@Test
	void refusesLineThatCannotBeRead() {
		aliceAndBob().plays("""
				b refused TOO_LONG
				  b < {"event":"refused","code":"too-long","text":"That line is over 1024 bytes; it was not sent."}
				b refused NOT_UTF8
				  b < {"event":"refused","code":"not-utf8","text":"%s"}
				b refused NOT_UTF8
				  b < {"event":"refused","code":"not-utf8","text":"That line is not valid UTF-8; it was not sent."}
				""".formatted("That line is not valid UTF-8; it was not sent."
				+ " If you use telnet, type ^] then \\\"toggle binary\\\", or use nc."));
	}

	@Test
	void goesBackToText() {
		aliceAndBob().plays("""
				a > one
				  a < alice: one
				  b < {"event":"said","room":"lobby","seq":3,"at":NOW,"from":"alice","text":"one"}
				b > #format text
				  b < Welcome bob! If you ever want to quit, type #quit to exit.
				a > two
				  a b < alice: two
				b > #format json
				  b < {"event":"welcome","room":"lobby","epoch":"r1","seq":4,"name":"bob","members":2}
				b > #format json
				  b < {"event":"welcome","room":"lobby","epoch":"r1","seq":4,"name":"bob","members":2}
				a > three
				  a < alice: three
				  b < {"event":"said","room":"lobby","seq":5,"at":NOW,"from":"alice","text":"three"}
				b gone
				  a < bob has left the chat.
				a > four
				  a < alice: four
				""");
	}

	@Test
	void takesFormatBeforeNameForNoTryAtOne() {
		String greeting = "  b < " + GREETING + "\n";
		RoomScript.with("alice")
			.plays("b connects\n" + greeting
					+ ("b > #format json\n  b < " + PROMPT + "\nb > #format text\n" + greeting).repeat(6)
					+ "b > #format xml\n  b < Usage: #format json|text\n".repeat(10)
					+ "b > #resume\n  b < Usage: #resume SEQ [EPOCH]\n".repeat(10) + """
							b > bob
							  b < Welcome bob! If you ever want to quit, type #quit to exit.
							  a < bob from [203.0.113.2] has joined the chat!
							""");
	}

	@Test
	void saysGoodbye() {
		aliceAndBob().plays("""
				room closes
				  a < The server is going down. Goodbye!
				  a hung up
				  b < {"event":"bye","code":"going-down","text":"The server is going down. Goodbye!"}
				  b hung up
				""");
	}

	@Test
	void countsTriesInJsonToo() {
		String refused = "b > alice\n  b < {\"event\":\"refused\",\"code\":\"taken\",\"text\":"
				+ "\"That name is taken. Type another name and press enter!\"}\n";
		RoomScript.with("alice")
			.plays("b connects\n  b < " + GREETING + "\nb > #format json\n  b < " + PROMPT + "\n" + refused.repeat(10)
					+ """
							  b < {"event":"bye","code":"too-many-tries","text":"Too many tries. Goodbye!"}
							  b hung up
							""");
	}

	@Test
	void keepsAddressToItselfWhenToldTo() {
		new RoomScript(false).plays("""
				a connects
				  a < Greetings from the ChatRoom! Now type your name and press enter!
				a > #format json
				  a < {"event":"prompt","room":"lobby","epoch":"r1","seq":0,"text":"%s"}
				a > alice
				  a < {"event":"welcome","room":"lobby","epoch":"r1","seq":1,"name":"alice","members":1}
				b connects
				  b < Greetings from the ChatRoom! Now type your name and press enter!
				b > bob
				  b < Welcome bob! If you ever want to quit, type #quit to exit.
				  a < {"event":"joined","room":"lobby","seq":2,"at":NOW,"name":"bob"}
				""".formatted(GREETING));
	}

}
