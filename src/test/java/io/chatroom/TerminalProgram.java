package io.chatroom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A program that runs in a terminal of its own, and is typed to, for a test. The terminal
 * is {@code script}'s.
 */
final class TerminalProgram implements AutoCloseable {

	private static final Duration POLL = Duration.ofMillis(5);

	private final Process process;

	private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

	private int seen;

	private TerminalProgram(Process process) {
		this.process = process;
		Thread.ofVirtual().start(this::collect);
	}

	/**
	 * Returns whether programs are installed, and the terminal for them.
	 */
	static boolean isInstalled(String program) {
		return Stream.of(program, "script")
			.allMatch((name) -> Stream.of(System.getenv("PATH").split(":"))
				.anyMatch((directory) -> Files.isExecutable(Path.of(directory, name))));
	}

	static TerminalProgram start(String command) throws IOException {
		return new TerminalProgram(
				new ProcessBuilder("script", "-qec", command, "/dev/null").redirectErrorStream(true).start());
	}

	private void collect() {
		try (InputStream output = this.process.getInputStream()) {
			output.transferTo(this.screen);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Presses keys.
	 * @param keys what they send; Enter is {@code \r}
	 */
	TerminalProgram type(String keys) throws IOException {
		this.process.outputWriter(StandardCharsets.UTF_8).append(keys).flush();
		return this;
	}

	/**
	 * Waits until the screen shows a text, behind what it was asked for before.
	 */
	TerminalProgram shows(String text) {
		await().pollInterval(POLL).untilAsserted(() -> assertThat(screen().substring(this.seen)).contains(text));
		this.seen = screen().indexOf(text, this.seen) + text.length();
		return this;
	}

	private String screen() {
		return this.screen.toString(StandardCharsets.UTF_8);
	}

	/**
	 * Waits until it has ended of itself.
	 */
	void ends() throws InterruptedException {
		this.process.waitFor();
	}

	@Override
	public void close() {
		this.process.toHandle().destroy();
	}

}
