package io.chatroom.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.chatroom.protocol.Reply.Prompt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The file that keeps typed lines for later runs.
 */
class HistoryFileTests {

	private static final String UP = "\u001bOA";

	@TempDir
	private Path state;

	@Test
	void theNextRunKnowsWhatWasTypedButNoNames() throws Exception {
		try (VirtualTerminal terminal = terminal()) {
			terminal.type("hello\r").readLine();
			terminal.display().show(new Prompt("lobby", "room", 1, "Your name?"));
			terminal.type("secret\r").readLine();
		}
		try (VirtualTerminal terminal = terminal()) {
			assertThat(terminal.type(UP + "\r").readLine()).isEqualTo("hello");
		}
		Path file = this.state.resolve("chatroom/history");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
	}

	@Test
	void withoutAPlaceForItThereIsNoHistory() throws Exception {
		Files.createFile(this.state.resolve("chatroom"));
		try (VirtualTerminal terminal = terminal()) {
			assertThat(terminal.type("hello\r").readLine()).isEqualTo("hello");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "1764064000000:caf\u00e9", "1764064000000:\\" })
	void aHistoryThatCannotBeReadIsLeftAlone(String line) throws Exception {
		Path file = Files.createDirectory(this.state.resolve("chatroom")).resolve("history");
		Files.writeString(file, line + "\n", StandardCharsets.ISO_8859_1);
		try (VirtualTerminal terminal = terminal()) {
			assertThat(terminal.type("hello\r").readLine()).isEqualTo("hello");
			// where the line wraps depends on the length of the file's name
			await().until(() -> terminal.text().replaceAll("\\s+", " "),
					(text) -> text.contains("cannot be read; this run has none."));
		}
		assertThat(file).usingCharset(StandardCharsets.ISO_8859_1).hasContent(line + "\n");
	}

	@Test
	void withoutANameForItThereIsNoHistory() {
		// like a name that the C locale cannot encode
		assertThat(HistoryFile.in(Map.of("XDG_STATE_HOME", "\0"))).isEmpty();
	}

	@Test
	void theHistoryIsWhereHomeIs() {
		Path home = this.state.resolve("home");
		assertThat(HistoryFile.in(Map.of("HOME", home.toString())))
			.contains(home.resolve(".local/state/chatroom/history"));
		assertThat(HistoryFile.in(Map.of("HOME", home.toString(), "XDG_STATE_HOME", this.state.toString())))
			.contains(this.state.resolve("chatroom/history"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "?", "", "rel/ative", "/t\ufffdmp" })
	@ResourceLock(Resources.SYSTEM_PROPERTIES)
	void withoutAHomeThereIsNoHistory(String home) {
		String before = System.setProperty("user.home", home);
		try {
			assertThat(HistoryFile.in(Map.of("HOME", home))).isEmpty();
			assertThat(HistoryFile.in(Map.of("XDG_STATE_HOME", home))).isEmpty();
		}
		finally {
			System.setProperty("user.home", before);
		}
	}

	@Test
	void whatALinkLeadsToKeepsItsPermissions() throws Exception {
		Path target = Files.createFile(this.state.resolve("target"));
		Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r--"));
		Path link = Files.createDirectory(this.state.resolve("chatroom")).resolve("history");
		Files.createSymbolicLink(link, target);
		assertThat(HistoryFile.in(Map.of("XDG_STATE_HOME", this.state.toString()))).contains(link);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target))).isEqualTo("rw-r--r--");
	}

	@Test
	void aFolderIsNoHistory() throws Exception {
		Path folder = Files.createDirectories(this.state.resolve("chatroom/history"));
		try (VirtualTerminal terminal = terminal()) {
			assertThat(terminal.type("hello\r").readLine()).isEqualTo("hello");
			// where the line is wrapped depends on the length of the path
			await().untilAsserted(() -> assertThat(terminal.text().replaceAll("\\s+", " "))
				.contains("cannot be read; this run has none."));
		}
		assertThat(Files.isExecutable(folder)).isTrue();
	}

	@Test
	void aBadLineOfTheHistoryCostsNoMore() throws Exception {
		Path file = Files.createDirectory(this.state.resolve("chatroom")).resolve("history");
		Files.writeString(file, "1764064000000:hello\nx:bad\n");
		try (VirtualTerminal terminal = terminal()) {
			assertThat(terminal.type(UP + "\r").readLine()).isEqualTo("hello");
			// it would log to the screen
			assertThat(Logger.getLogger("org.jline").isLoggable(Level.SEVERE)).isFalse();
		}
		assertThat(file).content().startsWith("1764064000000:hello\n").doesNotContain("bad");
	}

	private VirtualTerminal terminal() throws IOException {
		return VirtualTerminal.ofAlice(this.state);
	}

}
