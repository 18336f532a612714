package io.chatroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The program as a process of its own, for a test.
 */
final class ServiceProcess implements AutoCloseable {

	private static final Pattern OPEN = Pattern.compile("Chat is open on \\S+:(\\d+)");

	private final Process process;

	private final Queue<String> output = new ConcurrentLinkedQueue<>();

	private final Thread collector;

	private ServiceProcess(Process process) {
		this.process = process;
		this.collector = Thread.ofVirtual().start(this::collect);
	}

	/**
	 * Starts it.
	 * @param arguments what follows {@code java -jar chatroom.jar}
	 */
	static ServiceProcess start(String... arguments) {
		List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
				ChatroomApplication.class.getName()));
		command.addAll(List.of(arguments));
		try {
			return new ServiceProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void collect() {
		try (var reader = this.process.inputReader(StandardCharsets.UTF_8)) {
			reader.lines().forEach(this.output::add);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits until it has opened its port.
	 */
	int port() {
		await().atMost(Duration.ofSeconds(60)).until(() -> openPort().isPresent());
		return openPort().orElseThrow();
	}

	private Optional<Integer> openPort() {
		return OPEN.matcher(output()).results().map((result) -> Integer.valueOf(result.group(1))).findFirst();
	}

	/**
	 * Sends SIGTERM.
	 */
	void terminate() {
		// by its handle: Process.destroy() closes the pipes too, and its last words are
		// lost
		this.process.toHandle().destroy();
	}

	/**
	 * Waits for its end, and for all that it printed.
	 * @return its exit code
	 */
	int exitCode() throws InterruptedException {
		assertThat(this.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		this.collector.join();
		return this.process.exitValue();
	}

	String output() {
		return String.join("\n", this.output);
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
