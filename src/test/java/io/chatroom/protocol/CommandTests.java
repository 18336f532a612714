package io.chatroom.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

import io.chatroom.protocol.Command.Help;
import io.chatroom.protocol.Command.History;
import io.chatroom.protocol.Command.Ignore;
import io.chatroom.protocol.Command.Join;
import io.chatroom.protocol.Command.Me;
import io.chatroom.protocol.Command.Misused;
import io.chatroom.protocol.Command.Msg;
import io.chatroom.protocol.Command.Nick;
import io.chatroom.protocol.Command.Quiet;
import io.chatroom.protocol.Command.Quit;
import io.chatroom.protocol.Command.Resume;
import io.chatroom.protocol.Command.Say;
import io.chatroom.protocol.Command.Slip;
import io.chatroom.protocol.Command.Topic;
import io.chatroom.protocol.Command.Unignore;
import io.chatroom.protocol.Command.Unknown;
import io.chatroom.protocol.Command.Who;
import io.chatroom.protocol.Reply.Usage;
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
		assertThat(Request.parse(line).command()).isEqualTo(command);
	}

	static Stream<Arguments> reads() {
		return Stream.of(arguments("hello", new Say("hello")), arguments(" hello ", new Say(" hello ")),
				arguments("##who", new Say("#who")), arguments("##", new Say("#")), arguments("#/who", new Say("/who")),
				arguments("#/", new Say("/")), arguments("#//x", new Say("//x")), arguments("#help", new Help()),
				arguments("#help me", new Help()), arguments("#who ", new Who(null)), arguments("#WHO", new Who(null)),
				arguments("#Quit", new Quit()), arguments("#nick bob", new Nick("bob")),
				arguments("#nick   bob ", new Nick("bob")), arguments("#nick\tbob b", new Nick("bob b")),
				arguments("#me waves  twice ", new Me("waves  twice")), arguments("#me #quit", new Me("#quit")),
				arguments("#msg bob hi", new Msg("bob", "hi")),
				arguments("#MSG  Bob  hi  there", new Msg("Bob", "hi  there")), arguments("#history", new History(20)),
				arguments("#history 7", new History(7)),
				arguments("#history 99999999999", new History(Integer.MAX_VALUE)),
				arguments("#format JSON", new Command.Format(Format.JSON)),
				arguments("#format text", new Command.Format(Format.TEXT)), arguments("#resume 0", new Resume(0, null)),
				arguments("#resume  42  r1", new Resume(42, "r1")), arguments("#who games", new Who("games")),
				arguments("#who #games", new Who("games")), arguments("#join  games ", new Join("games")),
				arguments("#JOIN #games", new Join("games")), arguments("#join a b", new Join("a b")),
				arguments("#rooms", new Command.Rooms()), arguments("#topic", new Topic(null)),
				arguments("#topic -", new Topic("")), arguments("#topic - x", new Topic("- x")),
				arguments("#topic  at  eight ", new Topic("at  eight")), arguments("#ignore", new Ignore(null)),
				arguments("#ignore bob", new Ignore("bob")), arguments("#unignore bob", new Unignore("bob")),
				arguments("#quiet", new Quiet(null)), arguments("#quiet ON", new Quiet(true)),
				arguments("#quiet off", new Quiet(false)), arguments("#foo bar", new Unknown("#foo")),
				arguments("#Foo", new Unknown("#Foo")), arguments("#", new Unknown("#")));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { " ", "\t", "   ", "\u00a0", "\u2003", "\u3000", "\ufeff", "\u200b", " \ufeff\t", "\u2060" })
	void takesBlanksBeforeCommandForSlip(String blanks) {
		assertThat(parse(blanks + "#msg bob hi")).isEqualTo(new Slip("#msg", "##msg"));
		assertThat(parse(blanks + "/msg bob hi")).isEqualTo(new Slip("#msg", "#/msg"));
		assertThat(parse(blanks + "##msg")).isEqualTo(new Say(blanks + "##msg"));
		assertThat(parse(blanks + "msg")).isEqualTo(new Say(blanks + "msg"));
	}

	@Test
	void takesEachCommandWithSlashForSlip() {
		assertThat(Arrays.stream(CommandSyntax.values()).map(CommandSyntax::word)).allSatisfy((word) -> {
			String bare = word.substring(1);
			Slip slip = new Slip(word, "#/" + bare);
			assertThat(parse("/" + bare)).isEqualTo(slip);
			assertThat(parse("/" + bare.toUpperCase(Locale.ROOT) + " a b")).isEqualTo(slip);
			assertThat(parse(slip.literal())).isEqualTo(new Say("/" + bare));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/msg\tbob", "/msg\u00a0bob", "/msg\u3000bob", "/msg\ufeff", "\uff0fmsg bob",
			"/\uff4dsg bob", "/MSG bob" })
	void seesCommandWithSlashHoweverItIsTyped(String line) {
		assertThat(parse(line)).isEqualTo(new Slip("#msg", "#/msg"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/ msg bob hi", "/msg:bob hi", "/msg, bob hi", "\u2215msg bob hi", "\u2044msg bob hi",
			"\u2800/msg bob hi", "\u3164/\u00a0msg bob hi" })
	void takesSlashNearCommandForSlip(String line) {
		assertThat(parse(line)).isEqualTo(new Slip("#msg", "#/msg"));
	}

	@ParameterizedTest
	@ValueSource(strings = { " # msg bob hi", "\ufe5fmsg bob hi", "\ufe0f#msg bob hi" })
	void takesMarkNearCommandForSlip(String line) {
		assertThat(parse(line)).isEqualTo(new Slip("#msg", "##msg"));
	}

	@Test
	void seesCommandWithWideMark() {
		assertThat(parse("\uff03msg bob")).isEqualTo(new Slip("#msg", "##msg"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/home/alice", "/ 2", "// x", "/", "//msg", "//", "/msgs", "/msg/bob", "/who?", "/foo",
			" #foo", " #", " # foo", "1 #msg", "no. #1", "http://who", ".. /msg", "/#msg", " / whom" })
	void saysWhatOnlyResemblesCommand(String line) {
		assertThat(parse(line)).isEqualTo(new Say(line));
	}

	@ParameterizedTest
	@CsvSource({ "#nick,#nick NAME", "#nick ,#nick NAME", "#Me,#me ACTION", "#msg,#msg NAME TEXT",
			"#msg bob,#msg NAME TEXT", "#msg bob ,#msg NAME TEXT", "#join,#join ROOM", "#who #,#who [ROOM]",
			"#topic \u3164\u200b,#topic [TEXT]", "#join #,#join ROOM", "#unignore,#unignore NAME",
			"#quiet maybe,#quiet [on|off]", "#mute bob 2 hours,#mute NAME [FOR] [REASON]",
			"#mute bob 10min spam,#mute NAME [FOR] [REASON]", "#mute bob 0m,#mute NAME [FOR] [REASON]",
			"#mute bob 999999w,#mute NAME [FOR] [REASON]", "#kick,#kick NAME [REASON]", "#register,#register PASSWORD",
			"#password a,#password OLD NEW", "#log 0,#log [N]" })
	void missesWords(String line, String usage) {
		assertThat(parse(line)).isInstanceOfSatisfying(Misused.class,
				(misused) -> assertThat(misused.syntax().usage()).isEqualTo(usage));
	}

	@Test
	void listsCommandsForPeople() {
		assertThat(CommandSyntax.help(true).commands()).extracting(Usage::usage)
			.containsExactly("#help", "#who [ROOM]", "#rooms", "#join ROOM", "#topic [TEXT]", "#nick NAME",
					"#me ACTION", "#msg NAME TEXT", "#ignore [NAME]", "#unignore NAME", "#quiet [on|off]",
					"#history [N]", "#register PASSWORD", "#login NAME [PASSWORD]", "#account", "#password OLD NEW",
					"#unregister PASSWORD", "#token [revoke] [NAME]", "#kick NAME [REASON]",
					"#mute NAME [FOR] [REASON]", "#unmute NAME", "#ban NAME|ADDRESS[/BITS] [FOR] [REASON]",
					"#unban NAME|ADDRESS[/BITS]", "#bans", "#announce TEXT", "#log [N]", "#format json|text", "#quit");
		assertThat(CommandSyntax.help(true).commands()).extracting(Usage::purpose)
			.doesNotHaveDuplicates()
			.doesNotContain("");
	}

	@Test
	void showsCommandsOfOperatorsToThemAlone() {
		assertThat(CommandSyntax.help(false).commands()).extracting(Usage::usage)
			.contains("#login NAME [PASSWORD]")
			.noneMatch((usage) -> usage.startsWith("#ban"));
	}

	@ParameterizedTest
	@CsvSource({ "hi,say,true", "#who,who,true", "#format json,format,false", "#format xml,misused,false",
			"#resume,misused,false", "#quit,quit,false", "#nick,misused,true", "#foo,unknown,true",
			"/who,unknown,true" })
	void knowsLabelAndWhoMayAsk(String line, String label, boolean needsName) {
		Request request = Request.parse(line);
		assertThat(request.label()).isEqualTo(label).isIn(Request.LABELS);
		assertThat(request.needsName()).isEqualTo(needsName);
	}

	private static Command parse(String line) {
		return Request.parse(line).command();
	}

}
