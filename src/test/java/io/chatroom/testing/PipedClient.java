package io.chatroom.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.chatroom.client.QuickConnect;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The {@code connect} command in a pipe, on its own thread.
 */
public final class PipedClient {

	private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

	private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

	private final OutputStream keyboard;

	private final CompletableFuture<Integer> exitCode;

	private CompletableFuture<Void> typed = CompletableFuture.completedFuture(null);

	private PipedClient(InputStream in, OutputStream keyboard, String... words) {
		this.keyboard = keyboard;
		this.exitCode = CompletableFuture.supplyAsync(
				() -> QuickConnect.run(words, in, stream(this.printed), stream(this.complaints)),
				Thread::startVirtualThread);
	}

	/**
	 * Starts a client with a complete input.
	 */
	public static PipedClient given(String input, String... words) {
		return new PipedClient(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
				OutputStream.nullOutputStream(), words);
	}

	/**
	 * Starts a client that waits for typed lines.
	 */
	public static PipedClient waiting(String... words) {
		try {
			// a pipe of java.io polls only once a second
			Pipe pipe = Pipe.open();
			return new PipedClient(Channels.newInputStream(pipe.source()), Channels.newOutputStream(pipe.sink()),
					words);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Starts a client that joins with a name and then waits for typed lines.
	 */
	public static PipedClient join(String name, String address, String... options) {
		String[] words = Stream.concat(Stream.of(address, "--name", name), Stream.of(options)).toArray(String[]::new);
		return waiting(words).awaitPrinted("Welcome " + name + "! If you ever want to quit, type #quit to exit.");
	}

	private static PrintStream stream(ByteArrayOutputStream out) {
		return new PrintStream(out, true, StandardCharsets.UTF_8);
	}

	public PipedClient type(String line) {
		try {
			this.keyboard.write((line + "\n").getBytes(StandardCharsets.UTF_8));
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public PipedClient endInput() {
		try {
			this.keyboard.close();
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Types lines in the background, after those that are being typed.
	 */
	public PipedClient typeOnAndOn(List<String> lines) {
		this.typed = this.typed.thenRunAsync(() -> lines.forEach(this::type), Thread::startVirtualThread);
		return this;
	}

	public List<String> printed() {
		return this.printed.toString(StandardCharsets.UTF_8).lines().toList();
	}

	/**
	 * Returns how many bytes were printed.
	 */
	public int size() {
		return this.printed.size();
	}

	public List<String> complaints() {
		return this.complaints.toString(StandardCharsets.UTF_8).lines().toList();
	}

	public PipedClient awaitPrinted(String line) {
		return awaitLines((lines) -> lines.contains(line), this::printed);
	}

	public PipedClient awaitComplaint(String line) {
		return awaitLines((lines) -> lines.contains(line), this::complaints);
	}

	private PipedClient awaitLines(Predicate<List<String>> condition, Callable<List<String>> lines) {
		Awaitility.await().until(lines, condition);
		return this;
	}

	public int exitCode() throws Exception {
		return this.exitCode.get();
	}

	/**
	 * Expects the exit code. If it differs, the failure shows the output.
	 */
	public void expectExit(int code) throws Exception {
		assertThat(exitCode()).as("printed %s, complained %s", tail(printed()), tail(complaints())).isEqualTo(code);
	}

	private static List<String> tail(List<String> lines) {
		return lines.subList(Math.max(0, lines.size() - 10), lines.size());
	}

}
