package io.chatroom.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two network namespaces with a cable between them that can be cut, for a test.
 */
public final class NetworkNamespace implements AutoCloseable {

	public static final String SERVER_ADDRESS = "10.77.0.1";

	private final String server = "chat-server-" + ProcessHandle.current().pid();

	private final String clients = "chat-clients-" + ProcessHandle.current().pid();

	public NetworkNamespace() {
		run("ip", "netns", "add", this.server);
		run("ip", "netns", "add", this.clients);
		run("ip", "link", "add", "chat0", "netns", this.server, "type", "veth", "peer", "name", "chat0", "netns",
				this.clients);
		setUp(this.server, SERVER_ADDRESS);
		setUp(this.clients, "10.77.0.2");
	}

	/**
	 * Returns whether this machine lets us make some.
	 */
	public static boolean canBeMade() {
		try (NetworkNamespace made = new NetworkNamespace()) {
			return !made.server.isEmpty();
		}
		catch (UncheckedIOException | AssertionError ex) {
			return false;
		}
	}

	private static void setUp(String namespace, String address) {
		run("ip", "-n", namespace, "address", "add", address + "/24", "dev", "chat0");
		run("ip", "-n", namespace, "link", "set", "lo", "up");
		run("ip", "-n", namespace, "link", "set", "chat0", "up");
	}

	/**
	 * Returns what runs a command where the server is.
	 */
	public List<String> onServer(String... command) {
		return in(this.server, command);
	}

	/**
	 * Returns what runs a command where the clients are.
	 */
	public List<String> onClients(String... command) {
		return in(this.clients, command);
	}

	private static List<String> in(String namespace, String... command) {
		List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
		words.addAll(List.of(command));
		return words;
	}

	/**
	 * Cuts the cable: nothing goes through any more, and nobody is told.
	 */
	public void cut() {
		run("ip", "-n", this.clients, "link", "set", "chat0", "down");
	}

	private static void run(String... command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor()).as(output).isZero();
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
		run("ip", "netns", "delete", this.server);
		run("ip", "netns", "delete", this.clients);
	}

}
