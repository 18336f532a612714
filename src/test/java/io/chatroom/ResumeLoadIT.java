package io.chatroom;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import io.chatroom.client.load.LoadTool;
import io.chatroom.testing.Relay;
import io.chatroom.testing.ServiceProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * {@code load --resume} with a server that is killed and started again.
 */
class ResumeLoadIT {

	@Test
	void keptRoomsLoseAndDoubleNothing(@TempDir Path data) throws Exception {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		PrintStream print = new PrintStream(output, true, StandardCharsets.UTF_8);
		try (ServiceProcess first = start(data); Relay relay = new Relay(first.port())) {
			String[] options = { "--resume", "--clients", "10", "--senders", "5", "--window", "4", "--seconds", "5",
					"--server", relay.address() };
			CompletableFuture<Integer> run = CompletableFuture.supplyAsync(() -> LoadTool.run(options, print),
					Thread::startVirtualThread);
			// the tool reports each second
			await().until(() -> output.toString(StandardCharsets.UTF_8).contains(" confirmed"));
			first.kill();
			first.exitCode();
			try (ServiceProcess second = start(data)) {
				relay.turnTo(second.port());
				assertThat(run.get()).as(() -> output.toString(StandardCharsets.UTF_8)).isZero();
				assertThat(output.toString(StandardCharsets.UTF_8)).contains("verdict          right: ")
					.containsPattern(" [1-9]\\d* connections lost and resumed");
			}
		}
	}

	private static ServiceProcess start(Path data) {
		return ServiceProcess.start("--chat.tcp.port=0", "--server.port=0", "--chat.limits.messages-per-second=0",
				"--chat.data.directory=" + data);
	}

}
