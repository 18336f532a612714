package io.chatroom.client;

import java.util.List;

import io.chatroom.protocol.Notices;
import io.chatroom.protocol.Reply.Help;
import io.chatroom.protocol.Reply.Notice;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One line that a user typed.
 */
class OwnLineTests {

	@Test
	void takesOutOfALineWhatTheServerWould() {
		assertThat(OwnLine.of("a\u001b[2J\tb\u202ec\ud83d\u009b").text()).isEqualTo("a[2J\tbc?");
	}

	@ParameterizedTest
	@CsvSource({ "/who, #who", "//who, #/who", "and/or, and/or", "#who, #who", "'\t/who', #who", "'\t#who', #who",
			"'\thi', '\thi'", "' /who', ' /who'" })
	void aSlashOfAPersonBeginsACommand(String typed, String sent) {
		assertThat(OwnLine.typed(typed).text()).isEqualTo(sent);
		assertThat(OwnLine.of(typed).text()).isEqualTo(typed);
	}

	@Test
	void anAnswerSpeaksOfWhatWasTyped() {
		Refused unknown = new Refused("unknown-command",
				"Unknown command #foo. Type #help for the commands, or ##foo to say it.", null);
		assertThat(OwnLine.typed("/foo").inItsWords(unknown)).isEqualTo(new Refused("unknown-command",
				"Unknown command /foo. Type /help for the commands, or //foo to say it.", null));
		assertThat(OwnLine.typed("#foo").inItsWords(unknown)).isEqualTo(unknown);
		Refused mayNot = new Refused("may-not-make", "There is no room called x. Type #rooms for the rooms.", null);
		assertThat(OwnLine.typed("/join x").inItsWords(mayNot))
			.isEqualTo(new Refused("may-not-make", "There is no room called x. Type /rooms for the rooms.", null));
		Refused usage = new Refused("usage", "Usage: #nick NAME", null);
		assertThat(OwnLine.typed("/nick").inItsWords(usage)).isEqualTo(new Refused("usage", "Usage: /nick NAME", null));
		Refused nobody = new Refused("nobody", "Nobody here is called #bob.", null);
		assertThat(OwnLine.typed("/msg #bob hi").inItsWords(nobody)).isEqualTo(nobody);
		assertThat(OwnLine.typed("/help").inItsWords(new Help(List.of(new Usage("#who", "who is here")))))
			.isEqualTo(new Help(List.of(new Usage("/who", "who is here"))));
		assertThat(OwnLine.typed("/register sesame-open").inItsWords(Notices.registered("bob")))
			.isEqualTo(new Notice("bob is yours now. /login bob signs you in."));
	}

	@ParameterizedTest
	@CsvSource({ "/msg bob hi, /msg bob hi", "#msg bob hi, #msg bob hi", "//who, //who", "hi, hi",
			"/register sesame-open, /register ********" })
	void isShownAsItWasTyped(String typed, String shown) {
		assertThat(OwnLine.typed(typed).shown()).isEqualTo(shown);
	}

}
