package io.chatroom;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.PipedClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The client in a pipe to another program.
 */
class ClientIT {

	@RegisterExtension
	static final ChatServer SERVER = ChatServer.lend();

	@Test
	void givesEventsToPrograms() throws Exception {
		assumeTrue(Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, "jq"))));
		PipedClient judy = PipedClient.given("hi \u263a\n#who\n#quit\n", "127.0.0.1:" + SERVER.port(), "--name", "judy",
				"--json");
		judy.expectExit(0);
		Process jq = new ProcessBuilder("jq", "-r", "[.event, .from, .text, .code] | map(strings) | join(\" \")")
			.redirectErrorStream(true)
			.start();
		try (var in = jq.outputWriter(StandardCharsets.UTF_8)) {
			in.write(String.join("\n", judy.printed()));
		}
		List<String> lines = jq.inputReader(StandardCharsets.UTF_8).lines().toList();
		assertThat(jq.waitFor()).isZero();
		assertThat(lines.getFirst()).startsWith("prompt Greetings");
		assertThat(lines.subList(1, lines.size())).containsExactly("welcome", "said judy hi \u263a", "members",
				"bye #quit quit");
	}

}
