package io.chatroom.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
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

	/** HAProxy takes no 0 for any that is free. */
	private final ClosedPort port;

	private final Path output;

	private HaproxyProcess(Process process, ClosedPort port, Path output) {
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
			ClosedPort port = new ClosedPort();
			return run(directory, port, """
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
					""".formatted(port.number(), server, options));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Starts one in front of several nodes, with the configuration of
	 * {@code deploy/cluster}.
	 * @param nodes the nodes; fewer than the configuration has, if the others are away
	 */
	public static HaproxyProcess startCluster(Path directory, ChatServer... nodes) {
		try {
			ClosedPort port = new ClosedPort();
			String configuration = Files.readString(Path.of("deploy/cluster/haproxy.cfg"))
				.replace("bind :5000", "bind 127.0.0.1:" + port.number());
			for (int i = 0; i < nodes.length; i++) {
				String name = "node-" + (char) ('a' + i);
				configuration = configuration.replace(name + ":5000",
						"127.0.0.1:" + nodes[i].port() + " port " + nodes[i].httpPort());
			}
			return run(directory, port, configuration);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Starts one that speaks TLS with browsers, with the configuration of
	 * {@code docs/web.md}.
	 * @param server the web port of the chat
	 * @param certificate the file with the certificate and its key
	 * @param source what it sends as the address of the browser: {@code %[src]} is the
	 * real one
	 */
	public static HaproxyProcess startWeb(Path directory, int server, Path certificate, String source) {
		try {
			ClosedPort port = new ClosedPort();
			String page = Files.readString(Path.of("docs/web.md"));
			String example = page.substring(page.indexOf("frontend web\n"));
			return run(directory, port,
					example.substring(0, example.indexOf("```"))
						.replace("%[src]", source)
						.replace("bind :443", "bind 127.0.0.1:" + port.number())
						.replace("/etc/haproxy/chat.pem", certificate.toString())
						.replace("127.0.0.1:8000", "127.0.0.1:" + server));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static HaproxyProcess run(Path directory, ClosedPort port, String configuration) {
		try {
			Path file = Files.writeString(directory.resolve("haproxy.cfg"), configuration);
			Path output = directory.resolve("haproxy.log");
			Process process = new ProcessBuilder(program().orElseThrow().toString(), "-db", "-f", file.toString())
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
	 * Waits until it listens.
	 */
	public int port() {
		int port = this.port.number();
		await().ignoreException(UncheckedIOException.class).until(() -> {
			TestClient.connect(port).close();
			return true;
		});
		return port;
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
		this.process.onExit().join();
		this.port.close();
	}

}
