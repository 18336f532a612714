package io.chatroom;

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
 * The {@code connect} command in a pipe, on a thread of its own.
 */
final class PipedClient {

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
	 * Gives it all that there is to type.
	 */
	static PipedClient given(String input, String... words) {
		return new PipedClient(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
				OutputStream.nullOutputStream(), words);
	}

	/**
	 * Lets it wait for what is typed.
	 */
	static PipedClient waiting(String... words) {
		try {
			// java.io's own polls once a second
			Pipe pipe = Pipe.open();
			return new PipedClient(Channels.newInputStream(pipe.source()), Channels.newOutputStream(pipe.sink()),
					words);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Lets it come in under a name, and wait for what is typed then.
	 */
	static PipedClient join(String name, String address, String... options) {
		String[] words = Stream.concat(Stream.of(address, "--name", name), Stream.of(options)).toArray(String[]::new);
		return waiting(words).awaitPrinted("Welcome " + name + "! If you ever want to quit, type #quit to exit.");
	}

	private static PrintStream stream(ByteArrayOutputStream out) {
		return new PrintStream(out, true, StandardCharsets.UTF_8);
	}

	PipedClient type(String line) {
		try {
			this.keyboard.write((line + "\n").getBytes(StandardCharsets.UTF_8));
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	PipedClient endInput() {
		try {
			this.keyboard.close();
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Types for as long as it takes, after what it types already, while others do
	 * something else.
	 */
	PipedClient typeOnAndOn(List<String> lines) {
		this.typed = this.typed.thenRunAsync(() -> lines.forEach(this::type), Thread::startVirtualThread);
		return this;
	}

	List<String> printed() {
		return this.printed.toString(StandardCharsets.UTF_8).lines().toList();
	}

	/**
	 * Returns how much was printed, in bytes.
	 */
	int size() {
		return this.printed.size();
	}

	List<String> complaints() {
		return this.complaints.toString(StandardCharsets.UTF_8).lines().toList();
	}

	PipedClient awaitPrinted(String line) {
		return awaitLines((lines) -> lines.contains(line), this::printed);
	}

	PipedClient awaitComplaint(String line) {
		return awaitLines((lines) -> lines.contains(line), this::complaints);
	}

	private PipedClient awaitLines(Predicate<List<String>> condition, Callable<List<String>> lines) {
		Awaitility.await().until(lines, condition);
		return this;
	}

	int exitCode() throws Exception {
		return this.exitCode.get();
	}

	/**
	 * Expects the exit code, with what else it printed when it is another.
	 */
	void expectExit(int code) throws Exception {
		assertThat(exitCode()).as("printed %s, complained %s", tail(printed()), tail(complaints())).isEqualTo(code);
	}

	private static List<String> tail(List<String> lines) {
		return lines.subList(Math.max(0, lines.size() - 10), lines.size());
	}

}
