package io.chatroom;

import java.nio.file.Files;
import java.nio.file.Path;

import io.chatroom.chat.Tokens.Made;
import io.chatroom.protocol.Password;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.IrcServer;
import io.chatroom.testing.Programs;
import io.chatroom.testing.Relay;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

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
				IrcServer.await(bob, ":chatroom!");
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
