package io.chatroom;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import com.sun.net.httpserver.HttpServer;
import io.chatroom.chat.Tokens.Made;
import io.chatroom.protocol.Password;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.ClosedPort;
import io.chatroom.testing.IrcServer;
import io.chatroom.testing.Programs;
import io.chatroom.testing.Relay;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The bridge in {@code deploy/irc-bridge}, between a room and a channel of an IRC server.
 */
class IrcBridgeIT {

	private static final Path BRIDGE = Path.of("deploy", "irc-bridge", "irc-bridge");

	@TempDir
	private Path directory;

	@Test
	void carriesLinesBothWaysAndBackToNobody() throws Exception {
		Programs.assumeInstalled("python3");
		try (IrcServer irc = IrcServer.start(this.directory);
				ChatServer chat = ChatServer.startWithWeb();
				Relay toChat = new Relay(chat.webPort());
				TestClient alice = chat.join("alice")) {
			TestClient bob = irc.join("bob", "#talk");
			Process bridge = bridge(chat, toChat, irc);
			try {
				awaitBridge(alice, bob);
				alice.say("Good morning").expect("alice: Good morning");
				expect(bob, "<alice> Good morning");
				bob.send("PRIVMSG #talk :\u0002Good\u000f \u000304,01evening: you\r\n");
				alice.expect("irc: <bob> Good evening: you");
				bob.send("PRIVMSG #talk :\u0001ACTION waves\u0001\r\n");
				alice.expect("irc: * bob waves");
				// neither came back, or it would be before this
				alice.say("#me waves").expect("* alice waves");
				expect(bob, "* alice waves");
				bob.send("PRIVMSG chatroom :for you alone\r\nPRIVMSG #talk :#kick alice\r\n");
				alice.expect("irc: <bob> #kick alice");
				alice.say("ä".repeat(500)).expect("alice: " + "ä".repeat(500));
				String pieces = expect(bob, "<alice> ä") + expect(bob, "ä") + expect(bob, "ä");
				assertThat(pieces).isEqualTo("<alice> " + "ä".repeat(500));

				toChat.cut();
				alice.say("after the cut").expect("alice: after the cut");
				expect(bob, "<alice> after the cut");
				bob.send("PRIVMSG #talk :too\r\n");
				alice.expect("irc: <bob> too");

				irc.restart();
				bob.close();
				bob = irc.join("bob", "#talk");
				alice.say("after the restart").expect("alice: after the restart");
				expect(bob, "<alice> after the restart");
				bob.send("PRIVMSG #talk :too\r\n");
				alice.expect("irc: <bob> too");
			}
			finally {
				bridge.toHandle().destroyForcibly();
				bob.close();
			}
		}
	}

	@Test
	void goesOnWhereWhatItMissedIsNoLongerKept() throws Exception {
		Programs.assumeInstalled("python3");
		try (IrcServer irc = IrcServer.start(this.directory);
				ChatServer chat = ChatServer.startWithWeb("chat.room.history=5");
				Relay toChat = new Relay(chat.webPort());
				ClosedPort nobody = new ClosedPort();
				TestClient alice = chat.join("alice");
				TestClient bob = irc.join("bob", "#talk")) {
			Process bridge = bridge(chat, toChat, irc);
			try {
				awaitBridge(alice, bob);
				toChat.turnTo(nobody.number());
				toChat.cut();
				for (int i = 0; i < 10; i++) {
					alice.say("missed").expect("alice: missed");
				}
				toChat.turnTo(chat.webPort());
				awaitBridge(alice, bob);
			}
			finally {
				bridge.toHandle().destroyForcibly();
			}
		}
	}

	@Test
	void saysLaterWhatTheChatCannotStoreNow() throws Exception {
		Programs.assumeInstalled("python3");
		HttpServer full = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		CountDownLatch asked = new CountDownLatch(1);
		full.createContext("/rooms/lobby/lines", (exchange) -> {
			byte[] answer = "{\"lines\":[],\"refused\":{\"code\":\"cannot-store\"}}".getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(503, answer.length);
			exchange.getResponseBody().write(answer);
			exchange.close();
			asked.countDown();
		});
		full.start();
		try (IrcServer irc = IrcServer.start(this.directory);
				ChatServer chat = ChatServer.startWithWeb();
				Relay toChat = new Relay(full.getAddress().getPort());
				TestClient alice = chat.join("alice");
				TestClient bob = irc.join("bob", "#talk")) {
			Process bridge = bridge(chat, toChat, irc);
			try {
				IrcServer.await(bob, ":chatroom!");
				bob.send("PRIVMSG #talk :kept\r\n");
				asked.await();
				toChat.turnTo(chat.webPort());
				alice.expect("irc: <bob> kept");
			}
			finally {
				bridge.toHandle().destroyForcibly();
			}
		}
		finally {
			full.stop(0);
		}
	}

	/**
	 * Says something until it is carried: what is said before the bridge follows the room
	 * is not.
	 */
	private static void awaitBridge(TestClient alice, TestClient bob) {
		CompletableFuture<String> heard = CompletableFuture
			.supplyAsync(() -> IrcServer.await(bob, "<alice> Anybody there?"));
		await().pollInterval(Duration.ofMillis(500)).until(() -> {
			alice.say("Anybody there?").expect("alice: Anybody there?");
			return heard.isDone();
		});
		alice.say("Good").expect("alice: Good");
		IrcServer.await(bob, "<alice> Good");
	}

	private Process bridge(ChatServer chat, Relay relay, IrcServer irc) throws Exception {
		chat.room().accounts().setPassword("irc", new Password("sesame-open"));
		ProcessBuilder bridge = new ProcessBuilder(BRIDGE.toString(), "--chat", "http://" + relay.address(),
				"--account", "irc", "--irc", irc.address(), "--channel", "#talk")
			.redirectErrorStream(true)
			.redirectOutput(this.directory.resolve("bridge.log").toFile());
		bridge.environment()
			.put("CHAT_TOKEN", ((Made.Secret) chat.room().tokens().make("irc", "bridge", null)).secret());
		return bridge.start();
	}

	/**
	 * Reads the next line that the bridge says.
	 * @return the text
	 */
	private static String expect(TestClient user, String text) {
		String line = IrcServer.await(user, " PRIVMSG ");
		String said = line.replaceFirst("^:chatroom!\\S+ PRIVMSG #talk :", "");
		assertThat(said).startsWith(text);
		return said;
	}

	@Test
	void isShort() throws Exception {
		assertThat(Files.readAllLines(BRIDGE)).hasSizeLessThan(100);
	}

}
