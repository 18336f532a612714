package io.chatroom;

import java.io.IOException;
import java.nio.file.Path;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import io.chatroom.testing.TmuxWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client as a job of a shell, suspended with Ctrl-Z.
 */
@EnabledIf("hasTmux")
class ClientStopIT {

	static boolean hasTmux() {
		return TmuxWindow.isInstalled();
	}

	@Test
	void ctrlZGivesTheShellBackAndFgTheConversation(@TempDir Path state) throws IOException {
		try (ChatServer server = ChatServer.start();
				TmuxWindow window = TmuxWindow.openShell(state);
				TestClient bob = server.join("bob")) {
			window.shows("$")
				.type("client connect --name=alice localhost:" + server.port())
				.press("Enter")
				.endsWith("12:04 - 2 here: bob, alice\nalice@lobby>");
			window.type("half a li").endsWith("alice@lobby> half a li").press("C-z").shows("Stopped").endsWith("$");
			window.type("echo it is $((6 * 7))").press("Enter").endsWith("it is 42\n$");
			bob.expect("alice from [127.0.0.1] has joined the chat!")
				.say("while you were away")
				.expect("bob: while you were away");
			window.type("fg").press("Enter").endsWith("12:04   bob: while you were away\nalice@lobby> half a li");
			window.type("ne").press("Enter").endsWith("12:04 > alice: half a line\nalice@lobby>");
			window.press("C-z").endsWith("$").type("fg").press("Enter").endsWith("alice@lobby>");
			window.press("C-d").endsWith("$").type("stty -a | grep -ow -e '-*echo' -e '-*isig'").press("Enter");
			window.endsWith("isig\necho\n$");
			assertThat(window.screen()).doesNotContain("-isig", "-echo");
		}
	}

}
