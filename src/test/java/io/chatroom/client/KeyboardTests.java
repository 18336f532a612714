package io.chatroom.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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

	private VirtualTerminal terminal;

	@BeforeEach
	void open() throws IOException {
		this.terminal = VirtualTerminal.ofAlice(this.state);
	}

	@AfterEach
	void close() {
		this.terminal.close();
	}

	@Test
	void aLineIsEdited() throws Exception {
		assertThat(enter("helo" + LEFT + "l\r")).isEqualTo("hello");
	}

	@Test
	void whatIsTypedIsText() throws Exception {
		String line = "it's \"50%\" \\n !! {x} ~";
		assertThat(enter(line + "\r")).isEqualTo(line);
	}

	@Test
	void ctrlZStopsTheJobAndKeepsWhatIsTyped() throws Exception {
		assertThat(enter("hal" + CTRL_Z + "f a lin" + LEFT + CTRL_Z + "\u0005e\r")).isEqualTo("half a line");
		assertThat(this.terminal.stops()).containsExactly(true, true);
		assertThat(enter(UP + "\r")).isEqualTo("half a line");
		assertThat(enter(UP + UP + "\r")).isEqualTo("half a line");
	}

	@Test
	void whatIsNoUtf8IsRefused() throws Exception {
		this.terminal.type("Gr\u00fc\u00dfe\r".getBytes(StandardCharsets.ISO_8859_1));
		assertThat(enter("Gr\u00fc\u00dfe \ud83d\ude00\r")).isEqualTo("Gr\u00fc\u00dfe \ud83d\ude00");
		this.terminal.shows("That line is not valid UTF-8; it was not sent.");
	}

	@Test
	void noKeyOpensAnEditor() throws Exception {
		assertThat(enter("one\u0018\u0005two\r")).isEqualTo("onetwo");
		assertThat(this.terminal.text()).doesNotContain("Exception");
	}

	@Test
	void linesThatArePastedAreLines() throws Exception {
		this.terminal.type("\u001b[200~one\ntwo\u001b[201~\r");
		assertThat(this.terminal.readLine()).isEqualTo("one");
		assertThat(this.terminal.readLine()).isEqualTo("two");
	}

	@Test
	void ctrlCClearsTheLineAndQuitsTheSecondTime() throws Exception {
		assertThat(enter("oops" + CTRL_C + "hello\r")).isEqualTo("hello");
		assertThat(enter(CTRL_C + "x" + CTRL_C + "on\r")).isEqualTo("on");
		this.terminal.shows("Ctrl-C once more quits.");
		assertThat(enter(CTRL_C + CTRL_C)).isNull();
	}

	@Test
	void ctrlDEndsIt() throws Exception {
		assertThat(enter(CTRL_D)).isNull();
	}

	@Test
	void commandsAndNamesAreCompleted() throws Exception {
		this.terminal.display().show(new Stamped("lobby", 2, Instant.EPOCH, new Said("Bobby", "hi")));
		assertThat(enter("/wh\t\r")).isEqualTo("/who ");
		assertThat(enter("#msg bo\t\r")).isEqualTo("#msg Bobby ");
		assertThat(enter("bo\t\r")).isEqualTo("Bobby: ");
		assertThat(enter("hi @bo\t\r")).isEqualTo("hi @Bobby ");
		this.terminal.display().show(new Help(List.of(new Usage("#dance NAME", "with someone"))));
		assertThat(enter("#d\t\u0005bo\t\r")).isEqualTo("#dance Bobby ");
	}

	@Test
	void whoIsHereIsCompletedBeforeTheySpeak() throws Exception {
		this.terminal.display().learn(new Members(null, List.of("alice", "Zoe")));
		assertThat(enter("zo\t\r")).isEqualTo("Zoe: ");
		this.terminal.display().learn(new Members(null, List.of("alice")));
		assertThat(enter("zo\t\r")).isEqualTo("zo");
		assertThat(this.terminal.text()).doesNotContain("here:");
	}

	@Test
	void tabCompletesRooms() throws Exception {
		this.terminal.display().learn(new Rooms(List.of(new RoomLine("Garden", 2, ""), new RoomLine("gym", 1, "x"))));
		this.terminal.display().show(new Stamped("lobby", 2, Instant.EPOCH, new Moved("bob", "music")));
		this.terminal.display().learn(new Members(null, List.of("gale", "alice")));
		assertThat(enter("/join ga\t\r")).isEqualTo("/join Garden ");
		assertThat(enter("#who #gy\t\r")).isEqualTo("#who #gym ");
		assertThat(enter("/JOIN mu\t\r")).isEqualTo("/JOIN music ");
		assertThat(enter("/join lo\t\r")).isEqualTo("/join lobby ");
		assertThat(enter("/msg ga\t\r")).isEqualTo("/msg gale ");
		this.terminal.display().show(new Entered("arena", "g", 7, 2, List.of("bea", "alice"), ""));
		assertThat(enter("/join ar\t\r")).isEqualTo("/join arena ");
		assertThat(enter("ga\t\r")).isEqualTo("ga");
		assertThat(enter("be\t\r")).isEqualTo("bea: ");
		this.terminal.display().show(new Members("lobby", List.of("gale")));
		assertThat(enter("ga\t\r")).isEqualTo("ga");
	}

	@Test
	void theFirstTabShowsWhatCommandsAreFor() throws Exception {
		this.terminal.display()
			.learn(new Help(List.of(new Usage("#who", "shows who is here"), new Usage("#me ACTION", "says it"))));
		assertThat(enter("/\t\rx\r")).isEqualTo("/");
		this.terminal.shows("shows who is here");
		this.terminal.shows("says it");
	}

	@Test
	void aTabInATextThatIsPastedIsOne() throws Exception {
		this.terminal.display().learn(new Members(null, List.of("zed")));
		assertThat(enter("\tif (x)\r")).isEqualTo("\tif (x)");
		assertThat(enter("a\tb\r")).isEqualTo("a\tb");
	}

	@Test
	void manyLinesThatArePastedAreSentWhenThatIsWanted() throws Exception {
		this.terminal.type("hey " + pasted(11) + "\r");
		assertThat(this.terminal.readLine()).isEqualTo("hey line 1");
		this.terminal.shows("11 lines: Enter sends them all, Ctrl-C drops them.");
		for (int i = 2; i <= 11; i++) {
			assertThat(this.terminal.readLine()).isEqualTo("line " + i);
		}
		assertThat(enter(pasted(12) + CTRL_C + "hi\r")).isEqualTo("hi");
		this.terminal.shows("12 lines were dropped.");
		// other input neither confirms nor is lost
		assertThat(enter(pasted(13) + "what?\r" + CTRL_C + "so\r")).isEqualTo("so");
		assertThat(enter(pasted(10) + "\r")).isEqualTo("line 1");
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
		enter("hello\r");
		enter(line + "\r");
		assertThat(enter(UP + "\r")).isEqualTo("hello");
		this.terminal.close();
		assertThat(this.state.resolve("chatroom/history")).content().contains("hello").doesNotContain("hunter");
	}

	@Test
	void noPasswordInATextThatIsPastedIsRecalled() throws Exception {
		enter("hello\r");
		this.terminal.type("\u001b[200~hi\n/register hunter22\u001b[201~\r");
		assertThat(this.terminal.readLine()).isEqualTo("hi");
		assertThat(this.terminal.readLine()).isEqualTo("/register hunter22");
		assertThat(enter(UP + "\r")).isEqualTo("hello");
	}

	@Test
	void aPasswordIsHidden() throws Exception {
		this.terminal.display().learn(new Members(null, List.of("hunter")));
		enter("hello\r");
		this.terminal.display().hide("password> ");
		assertThat(enter("hunter22\r")).isEqualTo("hunter22");
		assertThat(this.terminal.wasHidden()).isTrue();
		this.terminal.shows("password> ********");
		// completes nothing
		assertThat(enter("hun\t\r")).isEqualTo("hun");
		assertThat(enter("\r")).isEmpty();
		enter("hunter22" + CTRL_U + "\r");
		this.terminal.display().hide(null);
		assertThat(enter(CTRL_Y + "hi\r")).isEqualTo("hi");
		assertThat(this.terminal.wasHidden()).isFalse();
		assertThat(enter(UP + UP + "\r")).isEqualTo("hello");
		assertThat(this.terminal.text()).doesNotContain("hunter");
		this.terminal.close();
		assertThat(this.state.resolve("chatroom/history")).content().doesNotContain("hun");
	}

	@Test
	void halfAPasswordIsErased() throws Exception {
		this.terminal.display().hide("password> ");
		CompletableFuture<@Nullable String> line = readMeanwhile();
		this.terminal.type("hunter").shows("password> ******");
		this.terminal.display().hide(null);
		this.terminal.type(CTRL_UNDERSCORE + "hi").shows("alice@lobby> hi");
		this.terminal.type("\r");
		assertThat(line.join()).isEqualTo("hi");
		assertThat(this.terminal.text()).doesNotContain("hunter");
	}

	/** Reads a line on a thread of its own. */
	private CompletableFuture<@Nullable String> readMeanwhile() {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return this.terminal.readLine();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}, Thread::startVirtualThread);
	}

	@Test
	void theTerminalIsLeftWhileSomeoneTypes() throws Exception {
		CompletableFuture<@Nullable String> line = readMeanwhile();
		this.terminal.type("half").shows("half");
		this.terminal.close();
		assertThat(line.join()).isNull();
		assertThat(this.terminal.painted()).endsWith("\u001b[?2004l");
		assertThat(this.terminal.text()).endsWith("alice@lobby> half\n");
	}

	/** Types keys, and returns the line that they enter; null at the end. */
	private @Nullable String enter(String keys) throws IOException {
		return this.terminal.type(keys).readLine();
	}

}
