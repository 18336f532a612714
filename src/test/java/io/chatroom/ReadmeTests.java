package io.chatroom;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README's transcript, played.
 */
class ReadmeTests {

	@Test
	void theTranscriptIsWhatHappens() throws Exception {
		Window alice = new Window();
		Window bob = new Window();
		try (ChatServer server = ChatServer.lend();
				TestClient first = server.connect();
				TestClient second = server.connect()) {
			alice.hears(first).types(first, "alice").hears(first);
			bob.hears(second).types(second, "bob").hears(second);
			alice.hears(first).types(first, "hello").hears(first);
			bob.hears(second).types(second, "#me waves").hears(second);
			alice.hears(first).types(first, "#msg bob lunch?").hears(first);
			bob.hears(second).types(second, "#who").hears(second);
			bob.types(second, "#quit").hears(second);
			alice.hears(first).types(first, "#quit").hears(first);
		}
		assertThat(Files.readString(Path.of("README.md"))).contains(alice.text, bob.text);
	}

	/**
	 * What stands in one person's window.
	 */
	private static final class Window {

		private final StringBuilder text = new StringBuilder();

		Window types(TestClient client, String line) {
			client.say(line);
			this.text.append(line).append('\n');
			return this;
		}

		Window hears(TestClient client) {
			this.text.append(client.read()).append('\n');
			return this;
		}

	}

}
