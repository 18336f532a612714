package io.chatroom.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import io.chatroom.protocol.Command.Unknown;
import io.chatroom.protocol.Reply.PasswordPrompt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docs/protocol.md} quotes the texts that the server sends.
 */
class ProtocolPageTests {

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

	@Test
	void quotesRefusals() {
		assertThat(Stream.of(Refusals.name(RefusalReason.TAKEN), Refusals.name(RefusalReason.MALFORMED),
				Refusals.name(RefusalReason.RESERVED), Refusals.tooLong(1024), Refusals.notUtf8(false),
				Refusals.NEEDS_JSON, Refusals.CANNOT_STORE, Refusals.CANNOT_READ, Refusals.nobody("bob"),
				Refusals.of(new Unknown("#foo")), Refusals.ROOM_MALFORMED, Refusals.MAY_NOT_SET_TOPIC,
				Refusals.CANNOT_IGNORE_SELF, Refusals.noRoom("games"), Refusals.mayNotEnter("games"),
				Refusals.mayNotMake("games"), Refusals.tooManyRooms(1000), Refusals.alreadyIn("games"),
				Refusals.tooManyIgnored(100), Refusals.notIgnored("bob"), Refusals.REGISTERED_NEEDS_TLS,
				Refusals.registered("alice"), Refusals.alreadyRegistered("alice"), Refusals.WRONG_PASSWORD,
				Refusals.tooManyAttempts("alice", Duration.ofSeconds(4)), Refusals.TOO_BUSY, Refusals.TLS_ONLY,
				Refusals.BAD_PASSWORD, Refusals.NO_CERTIFICATE, Refusals.NOT_SIGNED_IN, Refusals.MAY_NOT_REGISTER,
				Refusals.CANNOT_KEEP, Refusals.operatorsOnly(CommandSyntax.KICK),
				Refusals.noSanction("bob", Sanction.Kind.BAN), Refusals.noSanction("bob", Sanction.Kind.MUTE),
				Refusals.noSubject("a/b"), Refusals.WOULD_BAN_YOU))
			.allSatisfy((refused) -> assertThat(this.page).contains("`" + refused.text() + "`"));
	}

	@Test
	void quotesOtherTexts() {
		assertThat(this.page).contains(TextLines.GREETING, "`" + Notices.NOTHING_SAID.text() + "`",
				"`" + Notices.NO_TOPIC.text() + "`", "`" + Notices.QUIET.text() + "`",
				"`" + Notices.NOT_QUIET.text() + "`", "`" + TextLines.NOT_TLS + "`",
				"`" + TextLines.TOO_MANY_CONNECTIONS + "`", "`" + Notices.registered("alice").text() + "`",
				"`" + Notices.unregistered("alice").text() + "`", "`" + Notices.PASSWORD_CHANGED.text() + "`",
				PasswordPrompt.of("alice").text());
	}

	@Test
	void listsCommandsAsHelpDoes() {
		assertThat(this.page).contains("```\n" + String.join("\n", TextLines.of(CommandSyntax.help(false))) + "\n```");
	}

}
