package io.chatroom;

import java.util.List;
import java.util.stream.IntStream;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.PipedClient;
import io.chatroom.testing.Relay;
import io.chatroom.testing.TestClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client after a lost connection: no line is lost or repeated. Each test uses its own
 * names, because the server may still hold the names of the previous test.
 */
class ReconnectTests {

	private static final String[] LONG_MEMORY = { "chat.room.history=100000", "chat.room.history-bytes=20MB",
			"chat.outbox.max-bytes=80MB" };

	@RegisterExtension
	static final ChatServer SERVER = ChatServer.start(LONG_MEMORY);

	@Test
	void losesAndDoublesNothingWhenTheServerIsStartedAnew() throws Exception {
		try (ChatServer old = ChatServer.start(LONG_MEMORY); Relay relay = new Relay(old.port())) {
			PipedClient ann = PipedClient.join("ann", relay.address());
			PipedClient ben = PipedClient.join("ben", relay.address());
			ann.typeOnAndOn(lines(5000).subList(0, 3000));
			ben.typeOnAndOn(lines(5000).subList(0, 3000));
			awaitSize(ben, 30_000);
			old.stop();
			relay.turnTo(SERVER.port());
			ann.typeOnAndOn(lines(5000).subList(3000, 5000));
			ben.typeOnAndOn(lines(5000).subList(3000, 5000));
			expectAll(List.of("ann", "ben"), ann, ben);
			assertThat(ann.complaints())
				.startsWith("The server is going down. Goodbye!",
						"The connection to %s was lost.".formatted(relay.address()), "Trying again.")
				.contains("The server was restarted.");
		}
	}

	@Test
	void losesAndDoublesNothingWhenConnectionsAreCut() throws Exception {
		try (Relay relay = new Relay(SERVER.port())) {
			PipedClient alice = PipedClient.join("alice", relay.address());
			PipedClient bob = PipedClient.join("bob", relay.address());
			alice.typeOnAndOn(lines(5000));
			bob.typeOnAndOn(lines(5000));
			for (int i = 1; i <= 3; i++) {
				awaitSize(bob, i * 25_000);
				relay.cut();
			}
			expectAll(List.of("alice", "bob"), alice, bob);
			assertThat(alice.complaints()).anyMatch((line) -> line.startsWith("Back as alice"))
				.doesNotContain("The server was restarted.");
		}
	}

	@Test
	void losesAndDoublesNothingOnOtherNodes() throws Exception {
		try (Relay a = new Relay(SERVER.port()); Relay b = new Relay(SERVER.port())) {
			String nodes = a.address() + "," + b.address();
			PipedClient nina = PipedClient.join("nina", nodes);
			PipedClient otto = PipedClient.join("otto", nodes);
			nina.typeOnAndOn(lines(5000));
			otto.typeOnAndOn(lines(5000));
			awaitSize(otto, 25_000);
			a.cut();
			awaitSize(otto, 50_000);
			b.shut();
			expectAll(List.of("nina", "otto"), nina, otto);
			assertThat(nina.complaints()).filteredOn((line) -> line.startsWith("The connection to"))
				.anyMatch((line) -> line.startsWith("The connection to " + a.address()))
				.anyMatch((line) -> line.startsWith("The connection to " + b.address()));
			assertThat(nina.complaints()).anyMatch((line) -> line.startsWith("Back as nina"))
				.noneMatch((line) -> line.startsWith("Cannot connect"));
		}
	}

	@Test
	void waitsOnAnotherNodeForItsGhost() throws Exception {
		try (Relay a = new Relay(SERVER.port());
				Relay b = new Relay(SERVER.port());
				TestClient pia = SERVER.join("pia")) {
			PipedClient quin = PipedClient.join("quin", a.address() + "," + b.address());
			a.cutHere();
			quin.awaitComplaint("The connection to %s was lost: the name quin is still taken.".formatted(b.address()));
			pia.say("hello");
			a.shut();
			quin.awaitPrinted("pia: hello").type("hi").awaitPrinted("quin: hi").type("#quit").expectExit(0);
			assertThat(quin.complaints()).endsWith("Back as quin; caught up 1 line.");
			assertThat(quin.printed()).containsOnlyOnce("pia: hello", "quin: hi");
		}
	}

	@Test
	void losesAndDoublesNothingInAnotherRoom() throws Exception {
		try (Relay relay = new Relay(SERVER.port())) {
			PipedClient tina = PipedClient.join("tina", "127.0.0.1:" + SERVER.port());
			PipedClient vera = PipedClient.join("vera", relay.address(), "--room=music");
			PipedClient will = PipedClient.join("will", relay.address(), "--room=music");
			vera.typeOnAndOn(lines(5000));
			will.typeOnAndOn(lines(5000));
			for (int i = 1; i <= 3; i++) {
				awaitSize(will, i * 25_000);
				relay.cut();
			}
			expectAll(List.of("vera", "will"), vera, will);
			assertThat(vera.complaints()).anyMatch((line) -> line.startsWith("Back as vera"))
				.noneMatch((line) -> line.startsWith("The server was restarted"));
			tina.type("bye").awaitPrinted("tina: bye").type("#quit").expectExit(0);
			assertThat(tina.printed()).contains("vera has gone to music.")
				.noneMatch((line) -> line.matches("(vera|will): .*"));
		}
	}

	@Test
	void goesBackToItsRoomWhenTheServerIsStartedAnew() throws Exception {
		try (ChatServer old = ChatServer.start();
				Relay relay = new Relay(old.port());
				TestClient witness = SERVER.join("witness")) {
			PipedClient xena = PipedClient.join("xena", relay.address(), "--room=attic")
				.awaitPrinted("You are in attic. 1 here: xena")
				.type("#ignore yves")
				.awaitPrinted("You ignore yves.");
			old.stop();
			xena.awaitComplaint("Trying again.").type("one").type("two");
			relay.turnTo(SERVER.port());
			xena.awaitPrinted("xena: two");
			PipedClient yves = PipedClient.join("yves", relay.address(), "--room=attic");
			yves.type("psst").awaitPrinted("yves: psst");
			xena.type("three").awaitPrinted("xena: three").type("#quit").expectExit(0);
			yves.type("#quit").expectExit(0);
			assertThat(xena.printed()).endsWith("xena: one", "xena: two", "yves from [127.0.0.1] has joined attic!",
					"xena: three", "#quit");
			witness.expect("xena from [127.0.0.1] has joined the chat!").expect("xena has gone to attic.");
		}
	}

	@Test
	void saysInOrderWhatWasTypedWhileTheServerWasAway() throws Exception {
		try (ChatServer old = ChatServer.start(); Relay relay = new Relay(old.port())) {
			PipedClient carl = PipedClient.join("carl", relay.address());
			old.stop();
			carl.awaitComplaint("Trying again.").type("one").type("#me waves").type("two");
			relay.turnTo(SERVER.port());
			carl.awaitPrinted("carl: two").type("#quit").expectExit(0);
			assertThat(carl.printed()).endsWith("carl: one", "* carl waves", "carl: two", "#quit");
		}
	}

	@Test
	void waitsForItsGhostAndCatchesUp() throws Exception {
		try (Relay relay = new Relay(SERVER.port()); TestClient emil = SERVER.join("emil")) {
			PipedClient dora = PipedClient.join("dora", relay.address())
				.type("#nick dolly")
				.awaitPrinted("dora is now known as dolly.");
			relay.cutHere();
			dora.awaitComplaint(
					"The connection to %s was lost: the name dolly is still taken.".formatted(relay.address()));
			emil.say("hello");
			relay.cut();
			dora.awaitPrinted("emil: hello").type("hi").awaitPrinted("dolly: hi").type("#quit").expectExit(0);
			assertThat(dora.complaints()).endsWith("Back as dolly; caught up 1 line.");
			assertThat(dora.printed()).containsOnlyOnce("emil: hello", "dolly: hi");
		}
	}

	@Test
	void hearsTheOperatorOnce() throws Exception {
		try (Relay relay = new Relay(SERVER.port())) {
			PipedClient fay = PipedClient.join("fay", relay.address());
			SERVER.room().moderation().announce("server", "one", null);
			fay.awaitPrinted("[server] one");
			relay.cut();
			SERVER.room().moderation().announce("server", "two", null);
			fay.awaitPrinted("[server] two").type("#quit").expectExit(0);
			assertThat(fay.printed()).filteredOn((line) -> line.startsWith("[server]"))
				.containsExactly("[server] one", "[server] two");
		}
	}

	@Test
	void tellsWhatTheServerHasForgotten() throws Exception {
		try (ChatServer server = ChatServer.start("chat.room.history=3");
				Relay relay = new Relay(server.port());
				TestClient bob = server.join("bob")) {
			PipedClient alice = PipedClient.join("alice", relay.address());
			relay.cutHere();
			alice.awaitComplaint(
					"The connection to %s was lost: the name alice is still taken.".formatted(relay.address()));
			IntStream.range(0, 10).forEach((i) -> bob.say("line " + i));
			// all lines are broadcast before her old connection is closed
			bob.expect("alice from [127.0.0.1] has joined the chat!");
			IntStream.range(0, 10).forEach((i) -> bob.expect("bob: line " + i));
			relay.cut();
			alice.awaitPrinted("bob: line 9").type("#quit").expectExit(0);
			assertThat(alice.printed()).contains("bob: line 8").doesNotContain("bob: line 7");
			assertThat(alice.complaints()).contains("8 missed events are no longer in the server's history.");
		}
	}

	@Test
	void doesNotComeBackForNothingButToQuit() throws Exception {
		try (Relay relay = new Relay(SERVER.port())) {
			PipedClient gil = PipedClient.join("gil", relay.address());
			relay.shut();
			gil.awaitComplaint("Trying again.").endInput().expectExit(0);
		}
	}

	@Test
	void endsWhereNoReconnectIsAskedFor() throws Exception {
		try (Relay relay = new Relay(SERVER.port())) {
			PipedClient hal = PipedClient.join("hal", relay.address(), "--no-reconnect");
			relay.cut();
			hal.expectExit(1);
			assertThat(hal.complaints()).singleElement()
				.asString()
				.startsWith("The connection to %s was lost".formatted(relay.address()));
		}
	}

	private static List<String> lines(int count) {
		return IntStream.range(0, count).mapToObj(Integer::toString).toList();
	}

	private static void awaitSize(PipedClient client, int size) {
		Awaitility.await().until(() -> client.size() > size);
	}

	private static void expectAll(List<String> names, PipedClient... clients) throws Exception {
		for (PipedClient client : clients) {
			names.forEach((name) -> client.awaitPrinted(name + ": 4999"));
		}
		for (PipedClient client : clients) {
			client.type("#quit").expectExit(0);
			for (String name : names) {
				List<String> heard = client.printed().stream().filter((line) -> line.startsWith(name + ": ")).toList();
				List<String> said = lines(5000).stream().map((name + ": ")::concat).toList();
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
