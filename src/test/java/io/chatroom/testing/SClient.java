package io.chatroom.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * {@code openssl s_client}, for a test, where it is installed.
 */
public final class SClient implements AutoCloseable {

	private final Process process;

	private final Queue<String> output = new ConcurrentLinkedQueue<>();

	private SClient(Process process) {
		this.process = process;
		Thread.ofVirtual().start(this::collect);
	}

	/**
	 * Connects to this machine, and trusts {@link TestAuthority#shared()}.
	 * @param port where to
	 * @param options more of its options
	 */
	public static SClient connect(int port, String... options) {
		List<String> command = new ArrayList<>(List.of("openssl", "s_client", "-connect", "localhost:" + port,
				"-CAfile", TestAuthority.shared().certificate("ca").toString(), "-verify_return_error",
				"-verify_hostname", "localhost"));
		command.addAll(List.of(options));
		try {
			return new SClient(new ProcessBuilder(command).redirectErrorStream(true).start());
		}
		catch (IOException ex) {
			Assumptions.abort("openssl cannot be run: " + ex.getMessage());
			throw new UncheckedIOException(ex);
		}
	}

	private void collect() {
		try (BufferedReader reader = this.process.inputReader(StandardCharsets.UTF_8)) {
			reader.lines().forEach(this.output::add);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public SClient type(String line) {
		try {
			this.process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Types a line again and again, until it has ended.
	 * @param answer what it prints each time
	 * @param most how often at most
	 * @return how often
	 */
	public int typeUntilEnd(String line, String answer, int most) {
		int times = 0;
		while (times < most && this.process.isAlive()) {
			try {
				type(line);
			}
			catch (UncheckedIOException ex) {
				// it has ended meanwhile
				break;
			}
			times++;
			long all = times;
			await().until(() -> count(answer) >= all || !this.process.isAlive());
		}
		return times;
	}

	public SClient expect(String line) {
		return expect(1, line);
	}

	/**
	 * Waits until some text was printed so often.
	 */
	public SClient expect(int times, String line) {
		await(line).untilAsserted(
				() -> assertThat(count(line)).as("%s in %s", line, this.output).isGreaterThanOrEqualTo(times));
		return this;
	}

	private long count(String line) {
		return this.output.stream().filter((printed) -> printed.contains(line)).count();
	}

	public SClient expectEnd() throws InterruptedException {
		assertThat(this.process.waitFor(60, TimeUnit.SECONDS)).as("has ended").isTrue();
		return this;
	}

	@Override
	public void close() {
		this.process.toHandle().destroy();
	}

}
