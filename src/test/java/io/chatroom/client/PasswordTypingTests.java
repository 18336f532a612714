package io.chatroom.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.chatroom.protocol.Reply.Members;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Passwords typed on a terminal are not shown, recalled or kept.
 */
class PasswordTypingTests {

	private static final String UP = "\u001bOA";

	private static final String CTRL_U = "\u0015";

	private static final String CTRL_Y = "\u0019";

	private static final String CTRL_UNDERSCORE = "\u001f";

	@TempDir
	private Path state;

	private VirtualTerminal terminal;

	@BeforeEach
	void open() throws IOException {
		this.terminal = VirtualTerminal.ofAlice(this.state);
	}

	@AfterEach
	void close() {
		this.terminal.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/register hunter22", "#register hunter22", "#REGISTER hunter22", " /register hunter22",
			"  #register hunter22", "# register hunter22", "/login alice hunter22", "#login alice hunter22",
			"/password hunter22 hunter23", "/password hunter22", "/unregister hunter22" })
	void noPasswordIsRecalled(String line) throws Exception {
		this.terminal.enter("hello\r");
		this.terminal.enter(line + "\r");
		assertThat(this.terminal.enter(UP + "\r")).isEqualTo("hello");
		this.terminal.close();
		assertThat(this.state.resolve("chatroom/history")).content().contains("hello").doesNotContain("hunter");
	}

	@Test
	void noPasswordInATextThatIsPastedIsRecalled() throws Exception {
		this.terminal.enter("hello\r");
		this.terminal.type("\u001b[200~hi\n/register hunter22\u001b[201~\r");
		assertThat(this.terminal.readLine()).isEqualTo("hi");
		assertThat(this.terminal.readLine()).isEqualTo("/register hunter22");
		assertThat(this.terminal.enter(UP + "\r")).isEqualTo("hello");
	}

	@Test
	void aPasswordIsHidden() throws Exception {
		this.terminal.display().learn(new Members(null, List.of("hunter")));
		this.terminal.enter("hello\r");
		this.terminal.display().hide("password> ");
		assertThat(this.terminal.enter("hunter22\r")).isEqualTo("hunter22");
		assertThat(this.terminal.wasHidden()).isTrue();
		this.terminal.shows("password> ********");
		// completes nothing
		assertThat(this.terminal.enter("hun\t\r")).isEqualTo("hun");
		assertThat(this.terminal.enter("\r")).isEmpty();
		this.terminal.enter("hunter22" + CTRL_U + "\r");
		this.terminal.display().hide(null);
		assertThat(this.terminal.enter(CTRL_Y + "hi\r")).isEqualTo("hi");
		assertThat(this.terminal.wasHidden()).isFalse();
		assertThat(this.terminal.enter(UP + UP + "\r")).isEqualTo("hello");
		assertThat(this.terminal.text()).doesNotContain("hunter");
		this.terminal.close();
		assertThat(this.state.resolve("chatroom/history")).content().doesNotContain("hun");
	}

	@Test
	void halfAPasswordIsErased() throws Exception {
		this.terminal.display().hide("password> ");
		CompletableFuture<@Nullable String> line = this.terminal.readMeanwhile();
		this.terminal.type("hunter").shows("password> ******");
		this.terminal.display().hide(null);
		this.terminal.type(CTRL_UNDERSCORE + "hi").shows("alice@lobby> hi");
		this.terminal.type("\r");
		assertThat(line.join()).isEqualTo("hi");
		assertThat(this.terminal.text()).doesNotContain("hunter");
	}

}
