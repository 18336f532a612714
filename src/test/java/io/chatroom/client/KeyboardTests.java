package io.chatroom.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.chatroom.protocol.Reply.Entered;
import io.chatroom.protocol.Reply.Help;
import io.chatroom.protocol.Reply.Members;
import io.chatroom.protocol.Reply.RoomLine;
import io.chatroom.protocol.Reply.Rooms;
import io.chatroom.protocol.Reply.Usage;
import io.chatroom.protocol.RoomEvent.Moved;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.Stamped;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The effect of keys on a terminal.
 */
class KeyboardTests {

	private static final String UP = "\u001bOA";

	private static final String LEFT = "\u001bOD";

	private static final String CTRL_C = "\u0003";

	private static final String CTRL_Z = "\u001a";

	private static final String CTRL_U = "\u0015";

	private static final String CTRL_Y = "\u0019";

	private static final String CTRL_UNDERSCORE = "\u001f";

	private static final String CTRL_D = "\u0004";

	@TempDir
	private Path state;

	@Test
	void aLineIsEdited() throws Exception {
		try (VirtualTerminal terminal = terminal()) {
			assertThat(terminal.type("helo" + LEFT + "l\r").readLine()).isEqualTo("hello");
		}
	}

	@Test
	void whatIsTypedIsText() throws Exception {
		String line = "it's \"50%\" \\n !! {x} ~";
		try (VirtualTerminal terminal = terminal()) {
			assertThat(terminal.type(line + "\r").readLine()).isEqualTo(line);
		}
	}

	@Test
	void ctrlZStopsTheJobAndKeepsWhatIsTyped() throws Exception {
		try (VirtualTerminal terminal = terminal()) {
			assertThat(terminal.type("hal" + CTRL_Z + "f a lin" + LEFT + CTRL_Z + "\u0005e\r").readLine())
				.isEqualTo("half a line");
			assertThat(terminal.stops()).containsExactly(true, true);
			assertThat(terminal.type(UP + "\r").readLine()).isEqualTo("half a line");
			assertThat(terminal.type(UP + UP + "\r").readLine()).isEqualTo("half a line");
		}
	}

	@Test
	void whatIsNoUtf8IsRefused() throws Exception {
		try (VirtualTerminal terminal = terminal()) {
			terminal.type("Gr\u00fc\u00dfe\r".getBytes(StandardCharsets.ISO_8859_1));
			assertThat(terminal.type("Gr\u00fc\u00dfe \ud83d\ude00\r").readLine())
				.isEqualTo("Gr\u00fc\u00dfe \ud83d\ude00");
			terminal.shows("That line is not valid UTF-8; it was not sent.");
		}
	}

	@Test
	void noKeyOpensAnEditor() throws Exception {
		try (VirtualTerminal terminal = terminal()) {
			assertThat(terminal.type("one\u0018\u0005two\r").readLine()).isEqualTo("onetwo");
			assertThat(terminal.text()).doesNotContain("Exception");
		}
	}

	@Test
	void linesThatArePastedAreLines() throws Exception {
		try (VirtualTerminal terminal = terminal()) {
			terminal.type("\u001b[200~one\ntwo\u001b[201~\r");
			assertThat(terminal.readLine()).isEqualTo("one");
			assertThat(terminal.readLine()).isEqualTo("two");
		}
	}

	@Test
	void ctrlCClearsTheLineAndQuitsTheSecondTime() throws Exception {
		try (VirtualTerminal terminal = terminal()) {
			assertThat(terminal.type("oops" + CTRL_C + "hello\r").readLine()).isEqualTo("hello");
			assertThat(terminal.type(CTRL_C + "x" + CTRL_C + "on\r").readLine()).isEqualTo("on");
			terminal.shows("Ctrl-C once more quits.");
			assertThat(terminal.type(CTRL_C + CTRL_C).readLine()).isNull();
		}
	}

	@Test
	void ctrlDEndsIt() throws Exception {
		try (VirtualTerminal terminal = terminal()) {
			assertThat(terminal.type(CTRL_D).readLine()).isNull();
		}
	}

	@Test
	void commandsAndNamesAreCompleted() throws Exception {
		try (VirtualTerminal terminal = terminal()) {
			terminal.display().show(new Stamped("lobby", 2, Instant.EPOCH, new Said("Bobby", "hi")));
			assertThat(terminal.type("/wh\t\r").readLine()).isEqualTo("/who ");
			assertThat(terminal.type("#msg bo\t\r").readLine()).isEqualTo("#msg Bobby ");
			assertThat(terminal.type("bo\t\r").readLine()).isEqualTo("Bobby: ");
			assertThat(terminal.type("hi @bo\t\r").readLine()).isEqualTo("hi @Bobby ");
			terminal.display().show(new Help(List.of(new Usage("#dance NAME", "with someone"))));
			assertThat(terminal.type("#d\t\u0005bo\t\r").readLine()).isEqualTo("#dance Bobby ");
		}
	}

	@Test
	void whoIsHereIsCompletedBeforeTheySpeak() throws Exception {
		try (VirtualTerminal terminal = terminal()) {
			terminal.display().learn(new Members(null, List.of("alice", "Zoe")));
			assertThat(terminal.type("zo\t\r").readLine()).isEqualTo("Zoe: ");
			terminal.display().learn(new Members(null, List.of("alice")));
			assertThat(terminal.type("zo\t\r").readLine()).isEqualTo("zo");
			assertThat(terminal.text()).doesNotContain("here:");
		}
	}

	@Test
	void tabCompletesRooms() throws Exception {
		try (VirtualTerminal terminal = terminal()) {
			terminal.display().learn(new Rooms(List.of(new RoomLine("Garden", 2, ""), new RoomLine("gym", 1, "x"))));
			terminal.display().show(new Stamped("lobby", 2, Instant.EPOCH, new Moved("bob", "music")));
			terminal.display().learn(new Members(null, List.of("gale", "alice")));
			assertThat(terminal.type("/join ga\t\r").readLine()).isEqualTo("/join Garden ");
			assertThat(terminal.type("#who #gy\t\r").readLine()).isEqualTo("#who #gym ");
			assertThat(terminal.type("/JOIN mu\t\r").readLine()).isEqualTo("/JOIN music ");
			assertThat(terminal.type("/join lo\t\r").readLine()).isEqualTo("/join lobby ");
			assertThat(terminal.type("/msg ga\t\r").readLine()).isEqualTo("/msg gale ");
			terminal.display().show(new Entered("arena", "g", 7, 2, List.of("bea", "alice"), ""));
			assertThat(terminal.type("/join ar\t\r").readLine()).isEqualTo("/join arena ");
			assertThat(terminal.type("ga\t\r").readLine()).isEqualTo("ga");
			assertThat(terminal.type("be\t\r").readLine()).isEqualTo("bea: ");
			terminal.display().show(new Members("lobby", List.of("gale")));
			assertThat(terminal.type("ga\t\r").readLine()).isEqualTo("ga");
		}
	}

	@Test
	void theFirstTabShowsWhatCommandsAreFor() throws Exception {
		try (VirtualTerminal terminal = terminal()) {
			terminal.display()
				.learn(new Help(List.of(new Usage("#who", "shows who is here"), new Usage("#me ACTION", "says it"))));
			assertThat(terminal.type("/\t\rx\r").readLine()).isEqualTo("/");
			terminal.shows("shows who is here");
			terminal.shows("says it");
		}
	}

	@Test
	void aTabInATextThatIsPastedIsOne() throws Exception {
		try (VirtualTerminal terminal = terminal()) {
			terminal.display().learn(new Members(null, List.of("zed")));
			assertThat(terminal.type("\tif (x)\r").readLine()).isEqualTo("\tif (x)");
			assertThat(terminal.type("a\tb\r").readLine()).isEqualTo("a\tb");
		}
	}

	@Test
	void manyLinesThatArePastedAreSentWhenThatIsWanted() throws Exception {
		try (VirtualTerminal terminal = terminal()) {
			terminal.type("hey " + pasted(11) + "\r");
			assertThat(terminal.readLine()).isEqualTo("hey line 1");
			terminal.shows("11 lines: Enter sends them all, Ctrl-C drops them.");
			for (int i = 2; i <= 11; i++) {
				assertThat(terminal.readLine()).isEqualTo("line " + i);
			}
			assertThat(terminal.type(pasted(12) + CTRL_C + "hi\r").readLine()).isEqualTo("hi");
			terminal.shows("12 lines were dropped.");
			// other input neither confirms nor is lost
			assertThat(terminal.type(pasted(13) + "what?\r" + CTRL_C + "so\r").readLine()).isEqualTo("so");
			assertThat(terminal.type(pasted(10) + "\r").readLine()).isEqualTo("line 1");
		}
	}

	private static String pasted(int lines) {
		return IntStream.rangeClosed(1, lines)
			.mapToObj((i) -> "line " + i + "\n")
			.collect(Collectors.joining("", "\u001b[200~", "\u001b[201~"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/register hunter22", "#register hunter22", "#REGISTER hunter22", " /register hunter22",
			"  #register hunter22", "# register hunter22", "/login alice hunter22", "#login alice hunter22",
			"/password hunter22 hunter23", "/password hunter22", "/unregister hunter22" })
	void noPasswordIsRecalled(String line) throws Exception {
		try (VirtualTerminal terminal = terminal()) {
			terminal.type("hello\r").readLine();
			terminal.type(line + "\r").readLine();
			assertThat(terminal.type(UP + "\r").readLine()).isEqualTo("hello");
		}
		assertThat(this.state.resolve("chatroom/history")).content().contains("hello").doesNotContain("hunter");
	}

	@Test
	void noPasswordInATextThatIsPastedIsRecalled() throws Exception {
		try (VirtualTerminal terminal = terminal()) {
			terminal.type("hello\r").readLine();
			terminal.type("\u001b[200~hi\n/register hunter22\u001b[201~\r");
			assertThat(terminal.readLine()).isEqualTo("hi");
			assertThat(terminal.readLine()).isEqualTo("/register hunter22");
			assertThat(terminal.type(UP + "\r").readLine()).isEqualTo("hello");
		}
	}

	@Test
	void aPasswordIsHidden() throws Exception {
		try (VirtualTerminal terminal = terminal()) {
			terminal.display().learn(new Members(null, List.of("hunter")));
			terminal.type("hello\r").readLine();
			terminal.display().hide("password> ");
			assertThat(terminal.type("hunter22\r").readLine()).isEqualTo("hunter22");
			assertThat(terminal.wasHidden()).isTrue();
			terminal.shows("password> ********");
			// completes nothing
			assertThat(terminal.type("hun\t\r").readLine()).isEqualTo("hun");
			assertThat(terminal.type("\r").readLine()).isEmpty();
			terminal.type("hunter22" + CTRL_U + "\r").readLine();
			terminal.display().hide(null);
			assertThat(terminal.type(CTRL_Y + "hi\r").readLine()).isEqualTo("hi");
			assertThat(terminal.wasHidden()).isFalse();
			assertThat(terminal.type(UP + UP + "\r").readLine()).isEqualTo("hello");
			assertThat(terminal.text()).doesNotContain("hunter");
		}
		assertThat(this.state.resolve("chatroom/history")).content().doesNotContain("hun");
	}

	@Test
	void halfAPasswordIsErased() throws Exception {
		try (VirtualTerminal terminal = terminal()) {
			terminal.display().hide("password> ");
			Thread typist = Thread.ofVirtual().start(() -> assertThat(readQuietly(terminal)).isEqualTo("hi"));
			terminal.type("hunter").shows("password> ******");
			terminal.display().hide(null);
			terminal.type(CTRL_UNDERSCORE + "hi").shows("alice@lobby> hi");
			terminal.type("\r");
			typist.join();
			assertThat(terminal.text()).doesNotContain("hunter");
		}
	}

	private static @Nullable String readQuietly(VirtualTerminal terminal) {
		try {
			return terminal.readLine();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void theTerminalIsLeftWhileSomeoneTypes() throws Exception {
		VirtualTerminal terminal = terminal();
		Thread typist = Thread.ofVirtual().start(() -> assertThatNothingComes(terminal));
		terminal.type("half").shows("half");
		terminal.close();
		typist.join();
		assertThat(terminal.painted()).endsWith("\u001b[?2004l");
		assertThat(terminal.text()).endsWith("alice@lobby> half\n");
	}

	private static void assertThatNothingComes(VirtualTerminal terminal) {
		try {
			assertThat(terminal.readLine()).isNull();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private VirtualTerminal terminal() throws IOException {
		return VirtualTerminal.ofAlice(this.state);
	}

}
