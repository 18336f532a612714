package io.chatroom;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client when its connection is lost: nothing else is, and nothing comes twice.
 */
@Timeout(90)
class ReconnectTests {

	private static final String[] LONG_MEMORY = { "chat.room.history=100000", "chat.room.history-bytes=20MB",
			"chat.outbox.max-bytes=80MB", "chat.tcp.port=0" };

	@Test
	void losesAndDoublesNothingWhenTheServerIsStartedAnew() throws Exception {
		ChatServer server = ChatServer.start(LONG_MEMORY);
		try {
			int port = server.port();
			PipedClient alice = join("alice", "127.0.0.1:" + port);
			PipedClient bob = join("bob", "127.0.0.1:" + port);
			alice.typeOnAndOn(lines(5000));
			bob.typeOnAndOn(lines(5000));
			awaitSize(bob, 30_000);
			server.close();
			String[] anew = LONG_MEMORY.clone();
			anew[3] = "chat.tcp.port=" + port;
			server = ChatServer.start(anew);
			expectAll(alice, bob);
			assertThat(alice.complaints())
				.startsWith("The server is going down. Goodbye!",
						"The connection to 127.0.0.1:%d was lost.".formatted(port), "Trying again.")
				.contains("The room is a new one: the server was started anew.");
		}
		finally {
			server.close();
		}
	}

	@Test
	void losesAndDoublesNothingWhenConnectionsAreCut() throws Exception {
		try (ChatServer server = ChatServer.start(LONG_MEMORY); Relay relay = new Relay(server.port())) {
			PipedClient alice = join("alice", relay.address());
			PipedClient bob = join("bob", relay.address());
			alice.typeOnAndOn(lines(5000));
			bob.typeOnAndOn(lines(5000));
			for (int i = 1; i <= 3; i++) {
				awaitSize(bob, i * 25_000);
				relay.cut();
			}
			expectAll(alice, bob);
			assertThat(alice.complaints()).anyMatch((line) -> line.startsWith("Back as alice; "))
				.doesNotContain("The room is a new one: the server was started anew.");
		}
	}

	@Test
	void losesNothingWhenTheServerIsKilled() throws Exception {
		String[] settings = Stream
			.concat(Stream.of("chat.limits.messages-per-second=0", "server.port=0"), Stream.of(LONG_MEMORY))
			.map((setting) -> "--" + setting)
			.toArray(String[]::new);
		try (ServiceProcess server = ServiceProcess.start(settings);
				ServiceProcess next = ServiceProcess.start(settings);
				Relay relay = new Relay(server.port())) {
			PipedClient alice = join("alice", relay.address()).typeOnAndOn(lines(5000));
			awaitSize(alice, 10_000);
			relay.turnTo(next.port());
			server.kill();
			alice.awaitPrinted("alice: 4999").type("#quit").expectExit(0);
			List<String> heard = alice.printed().stream().filter((line) -> line.startsWith("alice: ")).toList();
			// what she did not see come back may have been said: nobody is left to ask
			assertThat(heard.stream().distinct().toList())
				.isEqualTo(lines(5000).stream().map("alice: "::concat).toList());
			assertThat(heard).hasSizeLessThan(5000 + 256);
			assertThat(alice.complaints()).contains("The room is a new one: the server was started anew.");
		}
	}

	@Test
	void saysInOrderWhatWasTypedWhileTheServerWasAway() throws Exception {
		ChatServer server = ChatServer.start();
		try {
			int port = server.port();
			PipedClient alice = join("alice", "127.0.0.1:" + port);
			server.close();
			alice.awaitComplaint("Trying again.").type("one").type("#me waves").type("two");
			server = ChatServer.start("chat.tcp.port=" + port);
			alice.awaitPrinted("alice: two").type("#quit").expectExit(0);
			assertThat(alice.printed()).endsWith("alice: one", "* alice waves", "alice: two", "#quit");
		}
		finally {
			server.close();
		}
	}

	@Test
	void waitsForItsGhostAndCatchesUp() throws Exception {
		try (ChatServer server = ChatServer.start();
				Relay relay = new Relay(server.port());
				TestClient bob = server.join("bob")) {
			PipedClient alice = join("alice", relay.address()).type("#nick ally")
				.awaitPrinted("alice is now known as ally.");
			relay.cutHere();
			alice.awaitComplaint(
					"The connection to %s was lost: the name ally is still taken.".formatted(relay.address()));
			bob.say("hello");
			relay.cut();
			alice.awaitPrinted("bob: hello").type("hi").awaitPrinted("ally: hi").type("#quit").expectExit(0);
			assertThat(alice.complaints()).endsWith("Back as ally; caught up 1 line.");
			assertThat(alice.printed()).containsOnlyOnce("bob: hello", "ally: hi");
		}
	}

	@Test
	void hearsTheOperatorOnce() throws Exception {
		try (ChatServer server = ChatServer.start(); Relay relay = new Relay(server.port())) {
			PipedClient alice = join("alice", relay.address());
			server.room().announce("one");
			alice.awaitPrinted("[server] one");
			relay.cut();
			server.room().announce("two");
			alice.awaitPrinted("[server] two").type("#quit").expectExit(0);
			assertThat(alice.printed()).filteredOn((line) -> line.startsWith("[server]"))
				.containsExactly("[server] one", "[server] two");
		}
	}

	@Test
	void tellsWhatTheServerHasForgotten() throws Exception {
		try (ChatServer server = ChatServer.start("chat.room.history=3");
				Relay relay = new Relay(server.port());
				TestClient bob = server.join("bob")) {
			PipedClient alice = join("alice", relay.address());
			relay.cutHere();
			alice.awaitComplaint(
					"The connection to %s was lost: the name alice is still taken.".formatted(relay.address()));
			IntStream.range(0, 10).forEach((i) -> bob.say("line " + i));
			// all were heard, and then her ghost goes
			bob.expect("alice from [127.0.0.1] has joined the chat!");
			IntStream.range(0, 10).forEach((i) -> bob.expect("bob: line " + i));
			relay.cut();
			alice.awaitPrinted("bob: line 9").type("#quit").expectExit(0);
			assertThat(alice.printed()).contains("bob: line 8").doesNotContain("bob: line 7");
			assertThat(alice.complaints()).contains("The server has forgotten 8 events that were missed.");
		}
	}

	@Test
	void doesNotComeBackForNothingButToQuit() throws Exception {
		PipedClient alice;
		try (ChatServer server = ChatServer.start()) {
			alice = join("alice", "127.0.0.1:" + server.port());
		}
		alice.awaitComplaint("Trying again.").endInput().expectExit(0);
	}

	@Test
	void aPipeThatGivesNoNameEnds() throws Exception {
		try (ChatServer server = ChatServer.start("chat.limits.name-deadline=300ms")) {
			PipedClient bob = PipedClient.waiting("127.0.0.1:" + server.port());
			bob.expectExit(1);
			assertThat(bob.complaints()).containsExactly("You have not given a name in time. Goodbye!");
		}
	}

	@Test
	void endsWhereNoReconnectIsAskedFor() throws Exception {
		try (ChatServer server = ChatServer.start(); Relay relay = new Relay(server.port())) {
			PipedClient alice = PipedClient.waiting(relay.address(), "--name", "alice", "--no-reconnect");
			alice.awaitPrinted("Welcome alice! If you ever want to quit, type #quit to exit.");
			relay.cut();
			alice.expectExit(1);
			assertThat(alice.complaints()).singleElement()
				.asString()
				.startsWith("The connection to %s was lost".formatted(relay.address()));
		}
	}

	private static PipedClient join(String name, String address) {
		return PipedClient.waiting(address, "--name", name)
			.awaitPrinted("Welcome " + name + "! If you ever want to quit, type #quit to exit.");
	}

	private static List<String> lines(int count) {
		return IntStream.range(0, count).mapToObj(Integer::toString).toList();
	}

	private static void awaitSize(PipedClient client, int size) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(2))
			.until(() -> client.size() > size);
	}

	private static void expectAll(PipedClient... clients) throws Exception {
		for (PipedClient client : clients) {
			client.awaitPrinted("alice: 4999").awaitPrinted("bob: 4999");
		}
		for (PipedClient client : clients) {
			client.type("#quit").expectExit(0);
			for (String name : List.of("alice: ", "bob: ")) {
				List<String> heard = client.printed().stream().filter((line) -> line.startsWith(name)).toList();
				List<String> said = lines(5000).stream().map(name::concat).toList();
				int same = (int) IntStream.range(0, Math.min(heard.size(), said.size()))
					.takeWhile((i) -> heard.get(i).equals(said.get(i)))
					.count();
				assertThat(heard.subList(same, Math.min(same + 5, heard.size())))
					.as("heard after %d of %s; complaints %s", same, name, client.complaints())
					.isEqualTo(said.subList(same, Math.min(same + 5, said.size())));
			}
		}
	}

}
