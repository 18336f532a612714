package io.chatroom.chat;

import java.util.Locale;
import java.util.stream.Stream;

import io.chatroom.chat.Command.Help;
import io.chatroom.chat.Command.LookBack;
import io.chatroom.chat.Command.Me;
import io.chatroom.chat.Command.Misused;
import io.chatroom.chat.Command.Msg;
import io.chatroom.chat.Command.Nick;
import io.chatroom.chat.Command.Quit;
import io.chatroom.chat.Command.Resume;
import io.chatroom.chat.Command.Say;
import io.chatroom.chat.Command.Slip;
import io.chatroom.chat.Command.Switch;
import io.chatroom.chat.Command.Unknown;
import io.chatroom.chat.Command.Who;
import io.chatroom.protocol.Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What a line asks for.
 */
class CommandTests {

	@ParameterizedTest
	@MethodSource
	void reads(String line, Command command) {
		assertThat(Command.parse(line)).isEqualTo(command);
	}

	static Stream<Arguments> reads() {
		return Stream.of(arguments("hello", new Say("hello")), arguments(" hello ", new Say(" hello ")),
				arguments("##who", new Say("#who")), arguments("##", new Say("#")), arguments("#/who", new Say("/who")),
				arguments("#/", new Say("/")), arguments("#//x", new Say("//x")), arguments("#help", new Help()),
				arguments("#help me", new Help()), arguments("#who ", new Who()), arguments("#WHO", new Who()),
				arguments("#Quit", new Quit()), arguments("#nick bob", new Nick("bob")),
				arguments("#nick   bob ", new Nick("bob")), arguments("#nick\tbob b", new Nick("bob b")),
				arguments("#me waves  twice ", new Me("waves  twice")), arguments("#me #quit", new Me("#quit")),
				arguments("#msg bob hi", new Msg("bob", "hi")),
				arguments("#MSG  Bob  hi  there", new Msg("Bob", "hi  there")), arguments("#history", new LookBack(20)),
				arguments("#history 7", new LookBack(7)),
				arguments("#history 99999999999", new LookBack(Integer.MAX_VALUE)),
				arguments("#format JSON", new Switch(Format.JSON)), arguments("#format text", new Switch(Format.TEXT)),
				arguments("#resume 0", new Resume(0, null)), arguments("#resume  42  r1", new Resume(42, "r1")),
				arguments("#foo bar", new Unknown("#foo")), arguments("#Foo", new Unknown("#Foo")),
				arguments("#", new Unknown("#")));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { " ", "\t", "   ", "\u00a0", "\u2003", "\u3000", "\ufeff", "\u200b", " \ufeff\t", "\u2060" })
	void takesBlanksBeforeCommandForSlip(String blanks) {
		assertThat(Command.parse(blanks + "#msg bob hi")).isEqualTo(new Slip("#msg", "##msg"));
		assertThat(Command.parse(blanks + "/msg bob hi")).isEqualTo(new Slip("#msg", "#/msg"));
		assertThat(Command.parse(blanks + "##msg")).isEqualTo(new Say(blanks + "##msg"));
		assertThat(Command.parse(blanks + "msg")).isEqualTo(new Say(blanks + "msg"));
	}

	@Test
	void takesEachCommandWithSlashForSlip() {
		assertThat(Stream.concat(Command.TABLE.stream(), Stream.of(Command.RESUME)).map(Usage::word))
			.allSatisfy((word) -> {
				String bare = word.substring(1);
				Slip slip = new Slip(word, "#/" + bare);
				assertThat(Command.parse("/" + bare)).isEqualTo(slip);
				assertThat(Command.parse("/" + bare.toUpperCase(Locale.ROOT) + " a b")).isEqualTo(slip);
				assertThat(Command.parse(slip.literal())).isEqualTo(new Say("/" + bare));
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/msg\tbob", "/msg\u00a0bob", "/msg\u3000bob", "/msg\ufeff", "\uff0fmsg bob",
			"/\uff4dsg bob", "/MSG bob" })
	void seesCommandWithSlashHoweverItIsTyped(String line) {
		assertThat(Command.parse(line)).isEqualTo(new Slip("#msg", "#/msg"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/ msg bob hi", "/msg:bob hi", "/msg, bob hi", "\u2215msg bob hi", "\u2044msg bob hi",
			"\u2800/msg bob hi", "\u3164/\u00a0msg bob hi" })
	void takesSlashNearCommandForSlip(String line) {
		assertThat(Command.parse(line)).isEqualTo(new Slip("#msg", "#/msg"));
	}

	@ParameterizedTest
	@ValueSource(strings = { " # msg bob hi", "\ufe5fmsg bob hi", "\ufe0f#msg bob hi" })
	void takesMarkNearCommandForSlip(String line) {
		assertThat(Command.parse(line)).isEqualTo(new Slip("#msg", "##msg"));
	}

	@Test
	void seesCommandWithWideMark() {
		assertThat(Command.parse("\uff03msg bob")).isEqualTo(new Slip("#msg", "##msg"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/home/alice", "/ 2", "// x", "/", "//msg", "//", "/msgs", "/msg/bob", "/who?", "/foo",
			" #foo", " #", " # foo", "1 #msg", "no. #1", "http://who", ".. /msg", "/#msg", " / whom" })
	void saysWhatOnlyResemblesCommand(String line) {
		assertThat(Command.parse(line)).isEqualTo(new Say(line));
	}

	@ParameterizedTest
	@CsvSource({ "#nick,#nick NAME", "#nick ,#nick NAME", "#Me,#me ACTION", "#msg,#msg NAME TEXT",
			"#msg bob,#msg NAME TEXT", "#msg bob ,#msg NAME TEXT" })
	void missesWords(String line, String usage) {
		assertThat(Command.parse(line)).isInstanceOfSatisfying(Misused.class,
				(misused) -> assertThat(misused.usage()).hasToString(usage));
	}

	@Test
	void hasEachCommandOnce() {
		assertThat(Command.TABLE).extracting(Usage::word)
			.containsExactly("#help", "#who", "#nick", "#me", "#msg", "#history", "#format", "#quit");
		assertThat(Command.TABLE).extracting(Usage::purpose).doesNotHaveDuplicates().doesNotContain("");
	}

}
