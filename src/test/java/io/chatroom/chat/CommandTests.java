package io.chatroom.chat;

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
import io.chatroom.chat.Command.Switch;
import io.chatroom.chat.Command.Unknown;
import io.chatroom.chat.Command.Who;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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
				arguments(" #who", new Say(" #who")), arguments("##who", new Say("#who")),
				arguments("##", new Say("#")), arguments("#help", new Help()), arguments("#help me", new Help()),
				arguments("#who ", new Who()), arguments("#WHO", new Who()), arguments("#Quit", new Quit()),
				arguments("#nick bob", new Nick("bob")), arguments("#nick   bob ", new Nick("bob")),
				arguments("#nick\tbob b", new Nick("bob b")), arguments("#me waves  twice ", new Me("waves  twice")),
				arguments("#me #quit", new Me("#quit")), arguments("#msg bob hi", new Msg("bob", "hi")),
				arguments("#MSG  Bob  hi  there", new Msg("Bob", "hi  there")), arguments("#history", new LookBack(20)),
				arguments("#history 7", new LookBack(7)),
				arguments("#history 99999999999", new LookBack(Integer.MAX_VALUE)),
				arguments("#format JSON", new Switch(Format.JSON)), arguments("#format text", new Switch(Format.TEXT)),
				arguments("#resume 0", new Resume(0, null)), arguments("#resume  42  r1", new Resume(42, "r1")),
				arguments("#foo bar", new Unknown("#foo")), arguments("#Foo", new Unknown("#Foo")),
				arguments("#", new Unknown("#")));
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
