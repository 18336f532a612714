package io.chatroom.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import org.awaitility.Awaitility;

/**
 * An IRC server (ngircd) of a test's own, and its users.
 */
public final class IrcServer implements AutoCloseable {

	private final Path configuration;

	/** Is its own while it is down, too. */
	private final ClosedPort port;

	private Process process;

	private IrcServer(Path configuration, ClosedPort port) throws IOException {
		this.configuration = configuration;
		this.port = port;
		this.process = run();
	}

	/**
	 * Starts a server, or skips the test if there is none on this machine.
	 * @param directory where its files are
	 */
	public static IrcServer start(Path directory) throws IOException {
		Programs.assumeInstalled("ngircd");
		ClosedPort port = new ClosedPort();
		return new IrcServer(Files.writeString(directory.resolve("ngircd.conf"), """
				[Global]
				Name = irc.example.org
				Listen = 127.0.0.1
				Ports = %d
				[Limits]
				MaxConnectionsIP = 0
				[Options]
				DNS = no
				Ident = no
				PAM = no
				""".formatted(port.number())), port);
	}

	private Process run() throws IOException {
		Process started = new ProcessBuilder("ngircd", "-n", "-f", this.configuration.toString())
			.redirectErrorStream(true)
			.redirectOutput(this.configuration.resolveSibling("ngircd.log").toFile())
			.start();
		Awaitility.await().until(() -> {
			try {
				TestClient.connect(this.port.number()).close();
				return true;
			}
			catch (RuntimeException ex) {
				return !started.isAlive();
			}
		});
		return started;
	}

	public String address() {
		return "127.0.0.1:" + this.port.number();
	}

	/**
	 * Connects a user, who joins a channel.
	 */
	public TestClient join(String nick, String channel) {
		TestClient user = TestClient.connect(this.port.number());
		user.send("NICK " + nick + "\r\nUSER " + nick + " 0 * :" + nick + "\r\n");
		await(user, " 001 ");
		user.send("JOIN " + channel + "\r\n");
		await(user, " 366 ");
		return user;
	}

	/**
	 * Reads until a line comes that contains some words.
	 * @return the line
	 */
	public static String await(TestClient user, String words) {
		String line;
		do {
			line = Objects.requireNonNull(user.read());
		}
		while (!line.contains(words));
		return line;
	}

	/**
	 * Kills it, and starts it again.
	 */
	public void restart() throws IOException {
		kill();
		this.process = run();
	}

	private void kill() {
		this.process.toHandle().destroyForcibly();
		this.process.onExit().join();
	}

	@Override
	public void close() {
		kill();
		this.port.close();
	}

}
