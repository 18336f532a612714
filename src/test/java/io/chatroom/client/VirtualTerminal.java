package io.chatroom.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.chatroom.protocol.Reply.Welcome;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.impl.ExternalTerminal;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A virtual terminal with the client's screen: a test types keys and reads the output.
 */
final class VirtualTerminal implements AutoCloseable {

	private final ByteArrayOutputStream painted = new ByteArrayOutputStream();

	private final PipedOutputStream keys = new PipedOutputStream();

	private final List<Boolean> stops = new CopyOnWriteArrayList<>();

	private final ExternalTerminal terminal;

	private final Screen screen;

	VirtualTerminal(Path stateHome, Clock clock, String... options) throws IOException {
		this(stateHome, clock, Map.of(), options);
	}

	VirtualTerminal(Path stateHome, Clock clock, Map<String, String> environment, String... options)
			throws IOException {
		this.terminal = new ExternalTerminal("test", "xterm-256color", new PipedInputStream(this.keys), this.painted,
				StandardCharsets.UTF_8);
		this.terminal.setSize(Size.of(60, 20));
		Map<String, String> all = new HashMap<>(environment);
		all.put("XDG_STATE_HOME", stateHome.toString());
		this.screen = Screens.on(this.terminal, ConnectArguments.parse(all, options), all, clock, this::stopped);
		// as when lines are read, because keys may be typed before
		this.terminal.enterRawMode();
	}

	/**
	 * Creates the terminal of alice, who is in the lobby.
	 * @param stateHome where the file with her lines is
	 */
	static VirtualTerminal ofAlice(Path stateHome) throws IOException {
		VirtualTerminal terminal = new VirtualTerminal(stateHome, Clock.systemUTC());
		terminal.display().show(new Welcome("lobby", "room", 1, "alice", 1));
		return terminal;
	}

	private void stopped() {
		this.stops.add(this.terminal.getAttributes().getLocalFlag(LocalFlag.ICANON));
	}

	/**
	 * Returns, for each suspension, whether the terminal was in its normal mode, which
	 * edits lines itself.
	 */
	List<Boolean> stops() {
		return this.stops;
	}

	Display display() {
		return this.screen.display();
	}

	@Nullable String readLine() throws IOException {
		return this.screen.typing().readLine();
	}

	/**
	 * Types keys, and returns the line that they enter; null at the end.
	 */
	@Nullable String enter(String keys) throws IOException {
		return type(keys).readLine();
	}

	/**
	 * Reads a line on a thread of its own.
	 */
	CompletableFuture<@Nullable String> readMeanwhile() {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return readLine();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}, Thread::startVirtualThread);
	}

	boolean wasHidden() {
		return this.screen.typing().wasHidden();
	}

	/**
	 * Types keys.
	 */
	VirtualTerminal type(String text) {
		return type(text.getBytes(StandardCharsets.UTF_8));
	}

	VirtualTerminal type(byte... bytes) {
		try {
			this.keys.write(bytes);
			this.keys.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return this;
	}

	/**
	 * Returns the whole output, with escape sequences.
	 */
	String painted() {
		return this.painted.toString(StandardCharsets.UTF_8);
	}

	/**
	 * Returns the whole output as text.
	 */
	String text() {
		return painted().replaceAll("\u001b\\][^\u001b]*\u001b\\\\|\u001b\\[[0-9;?]*[a-zA-Z]|\u001b[=>]|\u0007", "")
			.replace("\r", "");
	}

	void shows(String text) {
		await().untilAsserted(() -> assertThat(text()).contains(text));
	}

	@Override
	public void close() {
		this.screen.display().closed();
	}

}
