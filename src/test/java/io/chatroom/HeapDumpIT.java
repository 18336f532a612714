package io.chatroom;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.regex.Pattern;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.ServiceProcess;
import io.chatroom.testing.TestAuthority;
import io.chatroom.testing.TestClient;
import io.chatroom.testing.TlsServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a client has typed into a command is in no heap dump of a server that is quiet
 * again, while the client is still connected: it may have been a password.
 */
class HeapDumpIT {

	private static final Pattern TLS_OPEN = Pattern.compile("Chat is open for TLS on port (\\d+)");

	/** Text in the heap is in one of these; UTF-16 in the byte order of the machine. */
	private static final List<Charset> ENCODINGS = List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE,
			StandardCharsets.UTF_16BE);

	@TempDir
	private Path directory;

	@Test
	void hasNothingThatWasTyped() throws Exception {
		TestAuthority authority = TestAuthority.shared();
		try (ServiceProcess server = ServiceProcess.start("--chat.tcp.port=0", "--server.port=0",
				"--chat.data.directory=", "--chat.tls.bundle=web", "--chat.tls.port=0",
				"--spring.ssl.bundle.pem.web.keystore.certificate=" + authority.certificate("localhost"),
				"--spring.ssl.bundle.pem.web.keystore.private-key=" + authority.key("localhost"));
				TestClient plain = TestClient.connect(server.port());
				TestClient tls13 = secure(server, "TLSv1.3");
				TestClient tls12 = secure(server, "TLSv1.2")) {
			ChatServer.join(plain, "PlainClient");
			ChatServer.join(tls13, "NewClient");
			ChatServer.join(tls12, "OldClient");
			plain.expect("NewClient from [127.0.0.1] has joined the chat!",
					"OldClient from [127.0.0.1] has joined the chat!");
			tls13.expect("OldClient from [127.0.0.1] has joined the chat!");
			for (TestClient client : List.of(plain, tls13, tls12)) {
				// in words that no class of the JDK has; the longest first, because a
				// shorter
				// one overwrites only its start
				for (String secret : List.of("x".repeat(600) + "Zecret", "\u0445\u043e\u0440 Zecret", "Zecret")) {
					client.say("#msg nobody Qorrekt" + secret).expect("Nobody here is called nobody.");
				}
			}
			byte[] dump = dump(server);
			assertThat(holds(dump, "PlainClient")).as("what is kept").isTrue();
			assertThat(holds(dump, "Qorrekt")).as("the start").isFalse();
			assertThat(holds(dump, "Zecret")).as("the end").isFalse();
		}
	}

	@Test
	void keepsNoPassword() throws Exception {
		Path data = this.directory.resolve("data");
		try (ServiceProcess server = ServiceProcess.start("--chat.tcp.port=0", "--server.port=0",
				"--chat.data.directory=" + data, "--logging.level.io.chatroom=trace",
				"--management.endpoint.chat.access=unrestricted");
				TestClient alice = TestClient.connect(server.port());
				TestClient bob = TestClient.connect(server.port())) {
			ChatServer.join(alice, "Alizenne");
			alice.say("#register Zecret-one").expect("Alizenne is yours now. #login Alizenne signs you in.");
			alice.say("#password Zecret-one Zecret-two").expect("Your password is changed.");
			bob.read();
			bob.say("#login Alizenne Zecret-bad").expect("Wrong name or password.");
			await().untilAsserted(() -> {
				bob.say("#login Alizenne Zecret-two");
				assertThat(bob.read()).startsWith("You are signed in as Alizenne.");
			});
			bob.expect("Welcome Alizenne! If you ever want to quit, type #quit to exit.");
			byte[] dump = dump(server);
			assertThat(holds(dump, "Alizenne")).as("what is kept").isTrue();
			assertThat(Stream.of("Zecret-one", "Zecret-two", "Zecret-bad", "Zecret")
				.filter((secret) -> holds(dump, secret))).as("heap").isEmpty();
			// buffers of the HTTP server keep what was sent last
			String metrics;
			try (HttpClient http = HttpClient.newHttpClient()) {
				assertThat(post(http, server, "/actuator/chat/accounts/carol", "{\"password\":\"Zecret-six\"}"))
					.isEmpty();
				assertThat(post(http, server, "/actuator/chat/accounts/carol", "{\"password\":\"Zecret-six"))
					.contains("JSON");
				metrics = get(http, server, "/actuator/prometheus");
			}
			assertThat(server.output()).as("log").doesNotContain("Zecret");
			assertThat(metrics).as("metrics").contains("wrong_password").doesNotContain("Zecret");
			try (Stream<Path> files = Files.list(data)) {
				assertThat(files).anySatisfy((file) -> assertThat(file).hasFileName("chat.db"))
					.allSatisfy(
							(file) -> assertThat(holds(Files.readAllBytes(file), "Zecret")).as("%s", file).isFalse());
			}
		}
	}

	private static String post(HttpClient http, ServiceProcess server, String path, String body) throws Exception {
		return http
			.send(HttpRequest.newBuilder(uri(server, path))
				.header("Content-Type", "application/json")
				.POST(HttpRequest.BodyPublishers.ofString(body))
				.build(), HttpResponse.BodyHandlers.ofString())
			.body();
	}

	private static String get(HttpClient http, ServiceProcess server, String path) throws Exception {
		return http.send(HttpRequest.newBuilder(uri(server, path)).build(), HttpResponse.BodyHandlers.ofString())
			.body();
	}

	private static URI uri(ServiceProcess server, String path) {
		return URI.create("http://localhost:" + server.httpPort() + path);
	}

	private static TestClient secure(ServiceProcess server, String protocol) throws IOException {
		return TestClient
			.over(TlsServer.shakeHands(new Socket(InetAddress.getLoopbackAddress(), server.await(TLS_OPEN)),
					TestAuthority.shared().context(null), protocol));
	}

	private byte[] dump(ServiceProcess server) throws Exception {
		Path file = this.directory.resolve("heap.hprof");
		Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
		Process process = new ProcessBuilder(jcmd.toString(), String.valueOf(server.pid()), "GC.heap_dump",
				file.toString())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		return Files.readAllBytes(file);
	}

	private static boolean holds(byte[] dump, String text) {
		// each byte is one character
		String all = new String(dump, StandardCharsets.ISO_8859_1);
		return ENCODINGS.stream()
			.anyMatch((encoding) -> all.contains(new String(text.getBytes(encoding), StandardCharsets.ISO_8859_1)));
	}

}
