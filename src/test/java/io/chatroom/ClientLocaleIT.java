package io.chatroom;

import java.nio.file.Path;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import io.chatroom.testing.TmuxWindow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client on a terminal with another locale.
 */
@EnabledIf("hasTmux")
class ClientLocaleIT {

	private static ChatServer server;

	static boolean hasTmux() {
		return TmuxWindow.isInstalled();
	}

	@BeforeAll
	static void start() {
		server = ChatServer.lend();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "LC_ALL=C", "LC_ALL=POSIX", "", "LANG=xx_XX.UTF-8" })
	void lettersComeAndGoWholeInTheCLocale(String locale, @TempDir Path state) {
		try (TestClient bob = server.join("bob")) {
			try (TmuxWindow alice = TmuxWindow.openIn(locale, state, "connect", "--name=alice",
					"localhost:" + server.port())) {
				alice.endsWith("alice@lobby>").type("Gr\u00fc\u00dfe \u706b \ud83d\ude00").press("Enter");
				bob.expect("alice from [127.0.0.1] has joined the chat!")
					.expect("alice: Gr\u00fc\u00dfe \u706b \ud83d\ude00");
				bob.say("\u00c5ngstr\u00f6m \u4f1a\u8b70");
				alice.shows("  bob: \u00c5ngstr\u00f6m \u4f1a\u8b70");
				assertThat(alice.screen()).contains("> alice: Gr\u00fc\u00dfe \u706b \ud83d\ude00");
			}
			bob.expect("bob: \u00c5ngstr\u00f6m \u4f1a\u8b70").expect("alice has left the chat.");
		}
	}

}
