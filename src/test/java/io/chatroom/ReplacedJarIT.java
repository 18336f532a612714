package io.chatroom;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.ServiceProcess;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * Another jar is copied over the one that runs, as {@code cp} and {@code scp} do: into
 * the same file. When a class is missing here, its name belongs into
 * {@code preloaded-by-server.txt} or {@code preloaded-by-client.txt}.
 */
class ReplacedJarIT {

	private static final Path BUILT = Path.of("target", "chatroom.jar");

	@TempDir
	private Path directory;

	private Path jar;

	private Path loaded;

	@BeforeEach
	void copyJar() throws IOException {
		assumeThat(BUILT).as("the jar that \"package\" makes").isRegularFile();
		this.jar = Files.copy(BUILT, this.directory.resolve("chatroom.jar"));
		this.loaded = this.directory.resolve("loaded.log");
	}

	@Test
	void serverServesOnAndSaysGoodbye() throws Exception {
		try (ServiceProcess service = start("--chat.tcp.port=0", "--server.port=0",
				// so that loopback's addresses are counted, as strangers' are
				"--chat.limits.exempt=192.0.2.1/32", "--chat.data.directory=" + this.directory.resolve("data"));
				TestClient alice = ChatServer.join(TestClient.connect(service.port()), "alice")) {
			awaitPreloaded("preloaded-by-server.txt");
			overwrite();
			TestClient bob = ChatServer.join(TestClient.connect(service.port()), "bob");
			alice.expect("bob from [127.0.0.1] has joined the chat!").say("#help");
			assertThat(alice.read()).startsWith("#help ");
			bob.say("#nick bert").expect("bob is now known as bert.").say("#format json");
			assertThat(bob.read()).startsWith("{\"event\":\"welcome\"");
			bob.say("#quit").expect("{\"event\":\"bye\",\"code\":\"quit\",\"text\":\"#quit\"}").expectEnd().close();
			ChatServer
				.join(TestClient.connectFrom("127.0.0.5", service.port()), "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627")
				.say("#quit")
				.expect("#quit")
				.expectEnd()
				.close();
			service.terminate();
			String line = alice.read();
			while (line != null && !line.startsWith("The server")) {
				line = alice.read();
			}
			assertThat(line).isEqualTo("The server is going down. Goodbye!");
			alice.expectEnd();
			assertThat(service.exitCode()).isZero();
			assertThat(service.output()).doesNotContain("Error", "Exception", "\tat ");
		}
	}

	@Test
	void serverOutlivesFullDisk() throws Exception {
		try (ServiceProcess service = start("--chat.tcp.port=0", "--server.port=0",
				"--chat.data.directory=" + this.directory.resolve("data"));
				TestClient alice = ChatServer.join(TestClient.connect(service.port()), "alice")) {
			awaitPreloaded("preloaded-by-server.txt");
			overwrite();
			service.limitFiles("1");
			alice.say("hello").expect("The server cannot store lines now; it was not sent.");
			service.limitFiles("unlimited");
			service.awaitOutput("The database stores lines again");
			alice.say("hello").expect("alice: hello");
			assertThat(service.output()).doesNotContain("Exception", "NoClassDef", "\tat ");
		}
	}

	@Test
	void clientComesBackAndSaysWhatWaits() throws Exception {
		try (ChatServer server = ChatServer.start()) {
			int port = server.port();
			Process client = startClient(port);
			try (OutputStream keyboard = client.getOutputStream()) {
				await().until(() -> printed().contains("Welcome alice!"));
				awaitPreloaded("preloaded-by-client.txt");
				overwrite();
				server.stop();
				try (ChatServer _ = ChatServer.start("chat.tcp.port=" + port)) {
					keyboard.write("here again\n#quit\n".getBytes(StandardCharsets.UTF_8));
					keyboard.flush();
					assertThat(client.waitFor()).as(printed()).isZero();
				}
				assertThat(printed()).contains("alice: here again").doesNotContain("Error", "Exception");
			}
			finally {
				client.toHandle().destroyForcibly();
			}
		}
	}

	private Process startClient(int port) throws IOException {
		return new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-XX:TieredStopAtLevel=1",
				"-XX:+UseSerialGC", "-Xlog:class+load:file=" + this.loaded, "-jar", this.jar.toString(), "connect",
				"--name", "alice", "localhost", String.valueOf(port))
			.redirectErrorStream(true)
			.redirectOutput(this.directory.resolve("client.out").toFile())
			.start();
	}

	private ServiceProcess start(String... arguments) {
		return ServiceProcess.startJar(this.jar, List.of("-Xlog:class+load:file=" + this.loaded), arguments);
	}

	/**
	 * Waits for all classes of a list, which come last: a client may have needed some of
	 * them before.
	 */
	private void awaitPreloaded(String list) throws IOException {
		List<String> names = Files.readAllLines(Path.of("src/main/resources/io/chatroom", list));
		await().until(() -> Files.readString(this.loaded),
				(log) -> names.stream().allMatch((name) -> log.contains(" " + name + " ")));
	}

	/**
	 * Writes another jar into the file: all is at another position in it.
	 */
	private void overwrite() throws IOException {
		byte[] other = Files.readAllBytes(BUILT);
		try (OutputStream file = Files.newOutputStream(this.jar)) {
			file.write(new byte[5000]);
			file.write(other);
		}
	}

	private String printed() throws IOException {
		return Files.readString(this.directory.resolve("client.out"));
	}

}
