package io.chatroom;

import java.nio.file.Files;
import java.nio.file.Path;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README's transcript, played.
 */
class ReadmeTests {

	@Test
	void theTranscriptIsWhatHappens() throws Exception {
		try (ChatServer server = ChatServer.lend(); TestClient alice = server.connect()) {
			Window window = new Window(alice);
			window.shows().types("alice").shows();
			try (TestClient bob = server.join("bob")) {
				window.shows().types("hello").shows();
				bob.say("#me waves");
				window.shows().types("#msg bob lunch?").shows();
				bob.say("#msg alice at one");
				window.shows().types("#who").shows();
				bob.say("#quit");
				window.shows().types("#quit").shows();
			}
			assertThat(Files.readString(Path.of("README.md"))).contains("\n```\n" + window.text + "```\n");
		}
	}

	/**
	 * One person's window: what is typed, and the lines that the server sends.
	 */
	private static final class Window {

		private final TestClient client;

		private final StringBuilder text = new StringBuilder();

		Window(TestClient client) {
			this.client = client;
		}

		Window types(String line) {
			this.client.say(line);
			this.text.append(line).append('\n');
			return this;
		}

		/** Waits for the next line. */
		Window shows() {
			this.text.append(this.client.read()).append('\n');
			return this;
		}

	}

}
