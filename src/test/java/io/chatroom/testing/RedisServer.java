package io.chatroom.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;

import static org.awaitility.Awaitility.await;

/**
 * A Redis server of a test's own, which writes each command to its disk before it answers
 * unless the options say otherwise.
 */
public final class RedisServer implements AutoCloseable {

	private static final String WRITTEN = "appendonlydir";

	private final Path directory;

	private final List<String> options;

	/** Is its own while it is down, too. */
	private final ClosedPort port;

	private Process process;

	private RedisServer(Path directory, ClosedPort port, List<String> options) throws IOException {
		this.directory = directory;
		this.port = port;
		this.options = options;
		this.process = run();
	}

	/**
	 * Starts a server, or skips the test if there is none on this machine.
	 * @param directory where its files are
	 * @param options more options, for example {@code --requirepass secret}
	 */
	public static RedisServer start(Path directory, String... options) {
		Programs.assumeInstalled("redis-server");
		try {
			return new RedisServer(directory, new ClosedPort(), List.of(options));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Process run() throws IOException {
		List<String> command = new ArrayList<>(
				List.of("redis-server", "--port", String.valueOf(port()), "--bind", "127.0.0.1", "--dir",
						this.directory.toString(), "--save", "", "--appendonly", "yes", "--appendfsync", "always"));
		command.addAll(this.options);
		Process started = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(this.directory.resolve("redis.log").toFile()))
			.start();
		await().until(() -> !started.isAlive() || answers());
		if (!started.isAlive()) {
			throw new IllegalStateException(
					"Redis has ended: " + Files.readString(this.directory.resolve("redis.log")));
		}
		return started;
	}

	private boolean answers() {
		try (RedisClient client = RedisClient.create(uri());
				StatefulRedisConnection<String, String> connection = client.connect()) {
			return "PONG".equals(connection.sync().ping());
		}
		catch (RedisException ex) {
			String cause = String.valueOf(ex.getCause());
			return cause.contains("NOAUTH");
		}
	}

	public int port() {
		return this.port.number();
	}

	public String uri() {
		return "redis://127.0.0.1:" + port();
	}

	/**
	 * Kills it: it has no time to do anything.
	 */
	public void kill() {
		try {
			this.process.toHandle().destroyForcibly();
			this.process.waitFor();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Starts it again, with the files that it has left.
	 */
	public void restart() {
		try {
			this.process = run();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Changes a setting while it runs.
	 */
	public void set(String setting, String value) {
		try (RedisClient client = RedisClient.create(uri());
				StatefulRedisConnection<String, String> connection = client.connect()) {
			connection.sync().configSet(setting, value);
		}
	}

	/**
	 * Copies what it has written.
	 * @param to a new directory
	 */
	public void backUp(Path to) throws IOException {
		Files.createDirectory(to);
		copy(this.directory.resolve(WRITTEN), to);
	}

	/**
	 * Kills it, and starts it again with what a copy has.
	 */
	public void restore(Path from) throws IOException {
		kill();
		copy(from, this.directory.resolve(WRITTEN));
		restart();
	}

	private static void copy(Path from, Path to) throws IOException {
		try (Stream<Path> old = Files.list(to)) {
			for (Path file : old.toList()) {
				Files.delete(file);
			}
		}
		try (Stream<Path> files = Files.list(from)) {
			for (Path file : files.toList()) {
				Files.copy(file, to.resolve(file.getFileName()));
			}
		}
	}

	/**
	 * Stops its process, as if the machine stood still.
	 */
	public void pause() {
		signal("STOP");
	}

	/**
	 * Lets a paused process go on.
	 */
	public void resume() {
		signal("CONT");
	}

	private void signal(String name) {
		try {
			new ProcessBuilder("kill", "-" + name, String.valueOf(this.process.pid())).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.process.toHandle().destroyForcibly();
			this.process.waitFor(10, TimeUnit.SECONDS);
			this.port.close();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
