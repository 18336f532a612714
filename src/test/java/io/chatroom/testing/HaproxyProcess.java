package io.chatroom.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

import static org.awaitility.Awaitility.await;

/**
 * A HAProxy in front of a chat, for a test.
 */
public final class HaproxyProcess implements AutoCloseable {

	private final Process process;

	private final int port;

	private final Path output;

	private HaproxyProcess(Process process, int port, Path output) {
		this.process = process;
		this.port = port;
		this.output = output;
	}

	/**
	 * Returns where it is installed.
	 */
	public static Optional<Path> program() {
		// Debian's is in /usr/sbin, which is not on everyone's path
		return Stream.concat(Arrays.stream(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
			.map((directory) -> Path.of(directory, "haproxy"))
			.filter(Files::isExecutable)
			.findFirst();
	}

	/**
	 * Starts one on a port of its own.
	 * @param directory where it may put files
	 * @param server the port of the chat
	 * @param options of the server in HAProxy's configuration
	 */
	public static HaproxyProcess start(Path directory, int server, String options) {
		try {
			int port = freePort();
			Path configuration = directory.resolve("haproxy.cfg");
			Files.writeString(configuration, """
					global
					  log stdout format raw local0
					defaults
					  mode tcp
					  log global
					  option log-health-checks
					  timeout connect 5s
					  timeout client 1m
					  timeout server 1m
					listen chat
					  bind 127.0.0.1:%d
					  unique-id-format %%ci:%%cp_%%Ts
					  server chat 127.0.0.1:%d %s check inter 50ms
					""".formatted(port, server, options));
			Path output = directory.resolve("haproxy.log");
			Process process = new ProcessBuilder(program().orElseThrow().toString(), "-db", "-f",
					configuration.toString())
				.redirectErrorStream(true)
				.redirectOutput(output.toFile())
				.start();
			return new HaproxyProcess(process, port, output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * HAProxy takes no 0 for any that is free.
	 */
	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	/**
	 * Waits until it listens.
	 */
	public int port() {
		await().ignoreException(UncheckedIOException.class).until(() -> {
			TestClient.connect(this.port).close();
			return true;
		});
		return this.port;
	}

	/**
	 * Waits until it has asked the chat how it is.
	 */
	public void awaitHealthCheck() {
		await().until(() -> output().contains("Health check"));
	}

	public String output() {
		try {
			return Files.readString(this.output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.process.toHandle().destroyForcibly();
	}

}
