package io.chatroom.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import io.chatroom.protocol.Reply.Members;
import io.chatroom.protocol.Reply.Prompt;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.TextLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Numbers use ASCII digits, even in locales with other digits.
 */
@Isolated("others write numbers in the default locale")
class OtherDigitsTests {

	private final Locale before = Locale.getDefault();

	private final Terminal terminal = new Terminal();

	private final Screen screen = new Screen(new PlainDisplay(this.terminal.out, this.terminal.err), () -> null, false);

	@AfterEach
	void restore() {
		Locale.setDefault(this.before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ar-EG", "fa-IR", "mr-IN", "th-TH-u-nu-thai" })
	void whatWasMissedIsAskedForAndCounted(String locale) throws Exception {
		Locale.setDefault(Locale.forLanguageTag(locale));
		assertThat(String.format(Locale.getDefault(), "%d", 36)).isNotEqualTo("36");
		Standing standing = new Standing("alice", null, null);
		standing.welcomed(new Welcome("lobby", "room", 36, "alice", 1));
		OwnLines ownLines = new OwnLines((lines) -> {
		});
		try (OneClientServer server = new OneClientServer(OtherDigitsTests::expectResume);
				ServerConnection connection = server.connect()) {
			Resume resume = new Resume(connection, standing, ownLines, this.screen.display());
			resume.request(new Prompt("lobby", "room", 40, "Your name?"));
			server.awaitPlayed();
			resume.refused(new Refused("too-old", "", 39L));
			standing.catchUp(new Said("bob", "hi"));
			new Arrival(connection, standing, ownLines, this.screen)
				.welcomed(new Welcome("lobby", "room", 40, "alice", 1));
		}
		assertThat(this.terminal.complaints()).isEqualToNormalizingNewlines("""
				2 missed events are no longer in the server's history.
				Back as alice; caught up 1 line.
				""");
	}

	private static void expectResume(Socket socket) throws IOException {
		String expected = "#resume 36 room\r\n";
		assertThat(socket.getInputStream().readNBytes(expected.length())).asString(StandardCharsets.US_ASCII)
			.isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ar-EG", "fa-IR", "mr-IN" })
	void messagesHaveTheSameDigits(String locale) throws Exception {
		Locale.setDefault(Locale.forLanguageTag(locale));
		assertThat(new HostAndPort("::1", 5200)).hasToString("[::1]:5200");
		assertThat(TextLines.of(new Members(null, List.of("alice", "bob")))).containsExactly("2 here: alice, bob");
		new StreamTyping(new ByteArrayInputStream(new byte[] { (byte) 0xe9, '\n' }), this.terminal.err::print)
			.readLine();
		assertThat(this.terminal.complaints()).isEqualTo("Line 1 is not UTF-8; it was not sent.");
	}

}
