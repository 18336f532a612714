package io.chatroom.chat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docs/protocol.md} quotes the texts that the server sends.
 */
class ProtocolPageTests {

	private final Phrases phrases = new Phrases(true, 1024);

	private final String page;

	ProtocolPageTests() throws IOException {
		this.page = Files.readString(Path.of("docs/protocol.md"));
	}

	@ParameterizedTest
	@EnumSource
	void quotesLastLines(CloseReason reason) {
		if (reason.hasLastWords()) {
			assertThat(this.page).contains("`" + reason.lastWords() + "`");
		}
	}

	@ParameterizedTest
	@EnumSource
	void quotesRefusalsOfNames(NameRefusal refusal) {
		assertThat(this.page).contains("`" + this.phrases.of(refusal).text() + "`");
	}

	@ParameterizedTest
	@EnumSource
	void quotesRefusalsOfLines(Refusal refusal) {
		assertThat(this.page).contains("`" + this.phrases.of(refusal, false).text() + "`");
	}

	@Test
	void quotesOtherTexts() {
		assertThat(this.page).contains(Phrases.GREETING, "`" + Phrases.NOTHING_SAID + "`",
				"`" + Phrases.NEEDS_JSON.text() + "`", "`" + Phrases.NOT_TLS + "`",
				"`" + Phrases.TOO_MANY_CONNECTIONS + "`", "`" + this.phrases.unknown("#foo").text() + "`",
				"`" + this.phrases.nobody("bob").text() + "`");
	}

	@Test
	void listsCommandsAsHelpDoes() {
		assertThat(this.page)
			.contains("```\n" + String.join("\n", this.phrases.of(new Reply.Help(Command.TABLE))) + "\n```");
	}

}
