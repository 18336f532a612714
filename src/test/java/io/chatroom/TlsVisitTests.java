package io.chatroom;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

import io.chatroom.protocol.TextLines;
import io.chatroom.client.ConnectCommand;
import io.chatroom.protocol.CloseReason;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestAuthority;
import io.chatroom.testing.TestClient;
import io.chatroom.testing.TlsServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * The second port: the same room, through TLS.
 */
class TlsVisitTests {

	private static final TestAuthority AUTHORITY = TestAuthority.shared();

	private static TlsServer shared;

	@BeforeAll
	static void start() {
		shared = TlsServer.lend();
	}

	@AfterAll
	static void stop() {
		shared.close();
	}

	@AfterEach
	void leaveNobody() {
		awaitClients(shared, 0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void aVisitIsTheSame(String protocol) {
		try (TestClient alice = shared.chat().join("alice");
				TestClient bob = ChatServer.join(shared.connect(protocol), "bob")) {
			alice.expect("bob from [127.0.0.1] has joined the chat!").say("hello");
			bob.expect("alice: hello").say("hi").expect("bob: hi");
			alice.expect("alice: hello", "bob: hi");
			bob.say("#quit").expect("#quit").expectEnd();
			alice.expect("bob has left the chat.");
		}
	}

	@Test
	void oneThatEndsItsInputStillGetsEverythingSaid() {
		try (TestClient bob = shared.connect()) {
			bob.send("bob\r\nhi\r\nlast words").finish();
			bob.expect("Greetings from the ChatRoom! Now type your name and press enter!",
					"Welcome bob! If you ever want to quit, type #quit to exit.", "bob: hi", "bob: last words");
			bob.expectEnd();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "bob\nhi\n", "bob\nhi\n#quit\n" })
	void theClientComesThrough(String typed) {
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		try (PrintStream out = new PrintStream(printed)) {
			String[] args = { "--tls", "--ca", AUTHORITY.certificate("ca").toString(), "localhost",
					Integer.toString(shared.port()) };
			InputStream in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
			assertThat(ConnectCommand.run(args, in, out, out)).isZero();
		}
		assertThat(printed.toString(StandardCharsets.UTF_8)).contains("Welcome bob!", "bob: hi\n");
	}

	@Test
	void aCutLineIsNotSaid() throws Exception {
		try (TestClient alice = shared.chat().join("alice")) {
			Socket socket = new Socket(InetAddress.getLoopbackAddress(), shared.port());
			TestClient bob = TestClient.over(TlsServer.shakeHands(socket, AUTHORITY.context(null)));
			ChatServer.join(bob, "bob").send("said\r\ncut");
			alice.expect("bob from [127.0.0.1] has joined the chat!", "bob: said");
			// without close_notify, as by one in between
			socket.shutdownOutput();
			alice.expect("bob has left the chat.");
			socket.close();
		}
	}

	@Test
	void aStopSaysGoodbye() {
		TlsServer server = TlsServer.start();
		try (TestClient bob = server.join("bob"); TestClient shaking = TestClient.connect(server.port())) {
			awaitClients(server, 2);
			server.close();
			bob.expect("The server is going down. Goodbye!").expectEnd();
			shaking.expectEnd();
		}
	}

	@Test
	void aHandshakeThatIsNotDoneInTimeIsEnded() {
		try (TlsServer server = TlsServer.start("chat.tls.handshake-timeout=300ms");
				TestClient silent = TestClient.connect(server.port());
				TestClient halfway = TestClient.connect(server.port())) {
			halfway.send((byte) 22, (byte) 3, (byte) 1, (byte) 2);
			silent.expect("This port speaks TLS. Connect with TLS, or to the plain port.").expectEnd();
			halfway.expectEnd();
			awaitClients(server, 0);
		}
	}

	@Test
	void onePlainClientIsToldWhatThePortSpeaks() {
		try (TestClient plain = TestClient.connect(shared.port())) {
			plain.say("alice").expect(TextLines.NOT_TLS).expectEnd();
			shared.join("bob").close();
		}
	}

	@Test
	void aTlsHelloOnThePlainPortHurtsNobody() {
		try (TestClient alice = shared.chat().join("alice")) {
			assertThatException().isThrownBy(() -> {
				try (SSLSocket socket = (SSLSocket) AUTHORITY.context(null)
					.getSocketFactory()
					.createSocket("localhost", shared.chat().port())) {
					socket.startHandshake();
				}
			}).isInstanceOf(SSLException.class);
			awaitClients(shared, 1);
			alice.say("still here").expect("alice: still here");
		}
	}

	private static void awaitClients(TlsServer server, int count) {
		await().until(() -> server.chat().factory().clients().count() == count);
	}

	@Test
	void newKeysNowAndThenAreFine() throws Exception {
		try (SSLSocket socket = shared.shakeHands(AUTHORITY.context(null), 0, "TLSv1.3");
				TestClient alice = ChatServer.join(TestClient.over(socket), "alice")) {
			for (int i = 0; i < 100; i++) {
				socket.startHandshake();
				alice.say("line " + i).expect("alice: line " + i);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void oneThatShakesHandsForEverIsHungUpOn(String protocol) throws Exception {
		try (SSLSocket socket = shared.shakeHands(AUTHORITY.context(null), 0, protocol);
				TestClient alice = ChatServer.join(TestClient.over(socket), "alice");
				TestClient bob = shared.join("bob")) {
			alice.expect("bob from [127.0.0.1] has joined the chat!");
			assertThatException().isThrownBy(() -> {
				for (int i = 0; i < 100; i++) {
					socket.startHandshake();
					// so that the new keys of TLS 1.3 are answered each time
					bob.say("hello").read();
					alice.read();
				}
			}).isInstanceOfAny(IOException.class, UncheckedIOException.class);
			await().until(() -> shared.chat().members() == 1);
		}
	}

	@Test
	void oneThatReadsLateGetsEverythingSaid() {
		try (TlsServer server = TlsServer.start("chat.outbox.max-bytes=10MB");
				TestClient late = TestClient.over(server.shakeHands(AUTHORITY.context(null), 4096));
				TestClient alice = server.join("alice")) {
			ChatServer.join(late, "late");
			alice.expect("late from [127.0.0.1] has joined the chat!");
			for (int i = 0; i < 5000; i++) {
				alice.say(i + " " + "x".repeat(1000)).read();
			}
			for (int i = 0; i < 5000; i++) {
				assertThat(late.read()).startsWith("alice: " + i + " x");
			}
		}
	}

	@Test
	void allHearOneOrderWhileOneThatReadsNothingIsEvicted() throws Exception {
		try (TlsServer server = TlsServer.start("chat.outbox.max-bytes=64KB", "chat.tcp.drain-timeout=1m");
				TestClient slow = TestClient.over(server.shakeHands(AUTHORITY.context(null), 4096));
				TestClient alice = server.join("alice");
				TestClient bob = server.join("bob")) {
			alice.expect("bob from [127.0.0.1] has joined the chat!");
			slow.say("slow");
			alice.expect("slow from [127.0.0.1] has joined the chat!");
			bob.expect("slow from [127.0.0.1] has joined the chat!");
			List<String> heard = new ArrayList<>();
			boolean left = false;
			for (int i = 0; server.chat().factory().counters().evicted(CloseReason.OVERFLOW) == 0; i++) {
				String line = i + " " + "x".repeat(1000);
				TestClient speaker = (i % 2 == 0) ? alice : bob;
				speaker.say(line);
				heard.add(alice.read());
				if ("slow has left the chat.".equals(heard.getLast())) {
					bob.expect("slow has left the chat.");
					left = true;
					heard.set(heard.size() - 1, alice.read());
				}
				assertThat(heard.getLast()).endsWith(": " + line);
				assertThat(bob.read()).isEqualTo(heard.getLast());
			}
			slow.expect("Greetings from the ChatRoom! Now type your name and press enter!",
					"Welcome slow! If you ever want to quit, type #quit to exit.");
			int lines = 0;
			String line = slow.read();
			while (line != null && !line.startsWith("You read")) {
				assertThat(line).isEqualTo(heard.get(lines++));
				line = slow.read();
			}
			assertThat(line).isEqualTo(CloseReason.OVERFLOW.lastWords());
			assertThat(lines).isPositive();
			slow.expectEnd();
			if (!left) {
				alice.expect("slow has left the chat.");
			}
		}
	}

}
