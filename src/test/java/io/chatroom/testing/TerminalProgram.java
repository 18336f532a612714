package io.chatroom.testing;

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
 * Runs a program on its own terminal, provided by {@code script}, and types to it.
 */
public final class TerminalProgram implements AutoCloseable {

	private static final Duration POLL = Duration.ofMillis(5);

	private final Process process;

	private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

	private int seen;

	private TerminalProgram(Process process) {
		this.process = process;
		Thread.ofVirtual().start(this::collect);
	}

	/**
	 * Returns whether the program and {@code script} are installed.
	 */
	public static boolean isInstalled(String program) {
		return Stream.of(program, "script")
			.allMatch((name) -> Stream.of(System.getenv("PATH").split(":"))
				.anyMatch((directory) -> Files.isExecutable(Path.of(directory, name))));
	}

	public static TerminalProgram start(String command) throws IOException {
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
	 * Types keys.
	 * @param keys the characters of the keys; Enter is {@code \r}
	 */
	public TerminalProgram type(String keys) throws IOException {
		this.process.outputWriter(StandardCharsets.UTF_8).append(keys).flush();
		return this;
	}

	/**
	 * Waits until the screen shows a text, after the text of the previous call.
	 */
	public TerminalProgram shows(String text) {
		await().pollInterval(POLL).untilAsserted(() -> assertThat(screen().substring(this.seen)).contains(text));
		this.seen = screen().indexOf(text, this.seen) + text.length();
		return this;
	}

	/**
	 * Checks that the screen has never shown a text.
	 */
	public void neverShowed(String text) {
		assertThat(screen()).doesNotContain(text);
	}

	private String screen() {
		return this.screen.toString(StandardCharsets.UTF_8);
	}

	/**
	 * Waits until the program has ended by itself.
	 */
	public void ends() throws InterruptedException {
		this.process.waitFor();
	}

	@Override
	public void close() {
		this.process.toHandle().destroy();
	}

}
