package io.chatroom.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The effect of keys on a terminal.
 */
class KeyboardTests {

	private static final String UP = "\u001bOA";

	private static final String LEFT = "\u001bOD";

	private static final String CTRL_C = "\u0003";

	private static final String CTRL_Z = "\u001a";

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
		assertThat(this.terminal.enter("helo" + LEFT + "l\r")).isEqualTo("hello");
	}

	@Test
	void whatIsTypedIsText() throws Exception {
		String line = "it's \"50%\" \\n !! {x} ~";
		assertThat(this.terminal.enter(line + "\r")).isEqualTo(line);
	}

	@Test
	void ctrlZStopsTheJobAndKeepsWhatIsTyped() throws Exception {
		assertThat(this.terminal.enter("hal" + CTRL_Z + "f a lin" + LEFT + CTRL_Z + "\u0005e\r"))
			.isEqualTo("half a line");
		assertThat(this.terminal.stops()).containsExactly(true, true);
		assertThat(this.terminal.enter(UP + "\r")).isEqualTo("half a line");
		assertThat(this.terminal.enter(UP + UP + "\r")).isEqualTo("half a line");
	}

	@Test
	void whatIsNoUtf8IsRefused() throws Exception {
		this.terminal.type("Gr\u00fc\u00dfe\r".getBytes(StandardCharsets.ISO_8859_1));
		assertThat(this.terminal.enter("Gr\u00fc\u00dfe \ud83d\ude00\r")).isEqualTo("Gr\u00fc\u00dfe \ud83d\ude00");
		this.terminal.shows("That line is not valid UTF-8; it was not sent.");
	}

	@Test
	void noKeyOpensAnEditor() throws Exception {
		assertThat(this.terminal.enter("one\u0018\u0005two\r")).isEqualTo("onetwo");
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
		assertThat(this.terminal.enter("oops" + CTRL_C + "hello\r")).isEqualTo("hello");
		assertThat(this.terminal.enter(CTRL_C + "x" + CTRL_C + "on\r")).isEqualTo("on");
		this.terminal.shows("Ctrl-C once more quits.");
		assertThat(this.terminal.enter(CTRL_C + CTRL_C)).isNull();
	}

	@Test
	void ctrlDEndsIt() throws Exception {
		assertThat(this.terminal.enter(CTRL_D)).isNull();
	}

	@Test
	void manyLinesThatArePastedAreSentWhenThatIsWanted() throws Exception {
		this.terminal.type("hey " + pasted(11) + "\r");
		assertThat(this.terminal.readLine()).isEqualTo("hey line 1");
		this.terminal.shows("11 lines: Enter sends them all, Ctrl-C drops them.");
		for (int i = 2; i <= 11; i++) {
			assertThat(this.terminal.readLine()).isEqualTo("line " + i);
		}
		assertThat(this.terminal.enter(pasted(12) + CTRL_C + "hi\r")).isEqualTo("hi");
		this.terminal.shows("12 lines were dropped.");
		// other input neither confirms nor is lost
		assertThat(this.terminal.enter(pasted(13) + "what?\r" + CTRL_C + "so\r")).isEqualTo("so");
		assertThat(this.terminal.enter(pasted(10) + "\r")).isEqualTo("line 1");
	}

	private static String pasted(int lines) {
		return IntStream.rangeClosed(1, lines)
			.mapToObj((i) -> "line " + i + "\n")
			.collect(Collectors.joining("", "\u001b[200~", "\u001b[201~"));
	}

	@Test
	void theTerminalIsLeftWhileSomeoneTypes() throws Exception {
		CompletableFuture<@Nullable String> line = this.terminal.readMeanwhile();
		this.terminal.type("half").shows("half");
		this.terminal.close();
		assertThat(line.join()).isNull();
		assertThat(this.terminal.painted()).endsWith("\u001b[?2004l");
		assertThat(this.terminal.text()).endsWith("alice@lobby> half\n");
	}

}
