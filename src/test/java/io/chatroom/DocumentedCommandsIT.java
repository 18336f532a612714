package io.chatroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;

import io.chatroom.chat.Tokens.Made;
import io.chatroom.protocol.Password;
import io.chatroom.testing.TestAuthority;
import io.chatroom.testing.TestClient;
import io.chatroom.testing.TlsServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The documents' commands that end by themselves, run in their order against a server.
 * Others are run elsewhere: the server and {@code mvnw} by {@code .ci/run} and
 * {@code LauncherIT}, telnet by {@code TelnetProgramIT}; Docker's by hand.
 */
class DocumentedCommandsIT {

	private static final Pattern RUN = Pattern
		.compile("(?:curl|openssl|printf|bin/chatroom (?:connect|healthcheck|--)).*");

	/** What asks Prometheus or Docker, takes the default port, or does not end. */
	private static final Pattern ELSEWHERE = Pattern.compile(
			".*localhost:9090.*|.*\\$chat.*|.*docker .*|bin/chatroom --chat.*|.*-connect localhost:5001$|.*/events$");

	@TempDir
	private Path directory;

	@Test
	void commandsDoWhatIsSaid() throws Exception {
		Files.createSymbolicLink(this.directory.resolve("bin"), Path.of("bin").toAbsolutePath());
		List<String> commands = DocumentedCommandsTests.blocks()
			.stream()
			.flatMap(List::stream)
			.filter(RUN.asMatchPredicate())
			.filter(ELSEWHERE.asMatchPredicate().negate())
			.distinct()
			.toList();
		assertThat(commands).hasSizeGreaterThan(5);
		try (TlsServer server = TlsServer.startWithHttp("management.endpoint.chat.access=unrestricted",
				"management.endpoint.chat.show-values=always", "chat.web.port=0",
				"chat.data.directory=" + this.directory.resolve("kept"))) {
			server.chat().room().accounts().setPassword("alice", new Password("sesame-open"));
			String token = ((Made.Secret) server.chat().room().tokens().make("alice", "ci", null)).secret();
			for (String command : commands) {
				// one of them makes another
				Files.copy(TestAuthority.shared().certificate("ca"), this.directory.resolve("server.crt"),
						StandardCopyOption.REPLACE_EXISTING);
				run(command.replace("$TOKEN", token), server);
			}
		}
	}

	private void run(String command, TlsServer server) throws IOException, InterruptedException {
		String here = command.replace("localhost:8080", "localhost:" + server.chat().httpPort())
			.replace("localhost:8000", "localhost:" + server.chat().webPort())
			.replace("localhost 5000", "localhost " + server.chat().port())
			.replace("localhost:5001", "localhost:" + server.port())
			.replaceAll(" \\S*example\\.org\\S*", "");
		if (command.matches("bin/chatroom connect(?!.*(?:help|localhost)).*")) {
			// which would take the default ports
			here += " localhost " + (command.contains("--tls") ? server.port() : server.chat().port());
		}
		if (command.contains("--tls") && !command.contains("--ca")) {
			// no public authority has issued the test's certificate
			here += " --ca server.crt";
		}
		try (TestClient member = server.chat().join(command.contains("/bob") ? "bob" : "someone")) {
			if (command.contains("games")) {
				member.say("#join games");
				assertThat(member.read()).startsWith("You are in games.");
			}
			Process process = new ProcessBuilder("bash", "-euo", "pipefail", "-c", here)
				.directory(this.directory.toFile())
				.redirectErrorStream(true)
				.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
				.start();
			String output = process.inputReader().readAllAsString();
			assertThat(process.waitFor()).as("%s: %s", here, output).isZero();
			assertThat(output).as(here).doesNotContain("\"error\"", "Bad Request");
		}
		await().until(() -> server.chat().members() == 0);
	}

}
