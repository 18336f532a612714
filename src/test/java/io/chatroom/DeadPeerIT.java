package io.chatroom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.chatroom.testing.NetworkNamespace;
import io.chatroom.testing.ServiceProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One whose cable is cut is gone within 150 s, whether something was under way to it or
 * not, and a silent one whose is not stays.
 */
@Tag("long")
@EnabledIf("io.chatroom.NetworkNamespace#canBeMade")
class DeadPeerIT {

	private static final Duration AT_MOST = Duration.ofSeconds(150);

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void oneThatVanishesIsGoneWithin150Seconds(boolean somethingUnderWay) throws Exception {
		try (NetworkNamespace network = new NetworkNamespace();
				ServiceProcess service = ServiceProcess.startBehind(
						network.onServer("sh", "-c", "sysctl -qw net.ipv4.tcp_retries2=8 && exec \"$@\"", "sh"),
						"--chat.tcp.bind-address=0.0.0.0", "--chat.tcp.port=0", "--server.port=0")) {
			int port = service.port();
			try (Visitor alice = new Visitor(network.onServer(visit("alice", NetworkNamespace.SERVER_ADDRESS, port)));
					Visitor silent = new Visitor(network.onServer(visit("silent", "127.0.0.1", port)));
					Visitor ghost = new Visitor(
							network.onClients(visit("ghost", NetworkNamespace.SERVER_ADDRESS, port)))) {
				alice.awaits("ghost from [10.77.0.2] has joined the chat!");
				network.cut();
				if (somethingUnderWay) {
					alice.say("are you there?");
				}
				await().atMost(AT_MOST).until(() -> alice.heard().contains("ghost has left the chat."));
				silent.say("still here");
				alice.awaits("silent: still here");
				assertThat(ghost.heard()).doesNotContain("silent: still here");
			}
		}
	}

	private static String[] visit(String name, String host, int port) {
		return new String[] { "bash", "-c",
				"exec 3<>/dev/tcp/%s/%d; echo %s >&3; cat <&3 & exec cat >&3".formatted(host, port, name) };
	}

	/**
	 * Someone at bash, with a socket.
	 */
	private static final class Visitor implements AutoCloseable {

		private final Process process;

		private final Queue<String> lines = new ConcurrentLinkedQueue<>();

		Visitor(List<String> command) throws IOException {
			this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
			Thread.ofVirtual().start(() -> this.process.inputReader().lines().forEach(this.lines::add));
			awaits("Greetings from the ChatRoom! Now type your name and press enter!");
		}

		Queue<String> heard() {
			return this.lines;
		}

		void awaits(String line) {
			await().until(() -> this.lines.contains(line));
		}

		void say(String line) throws IOException {
			this.process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
			this.process.getOutputStream().flush();
		}

		@Override
		public void close() {
			this.process.descendants().forEach(ProcessHandle::destroy);
			this.process.toHandle().destroy();
		}

	}

}
