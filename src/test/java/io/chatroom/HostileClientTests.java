package io.chatroom;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import io.chatroom.tcp.line.HostileBytes;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What reaches another client of what an enemy sends, in raw bytes. To see a failure
 * again, run with {@code -Dseed} as it was printed.
 */
class HostileClientTests {

	private static final int ENEMIES = 250;

	private static final int NAMES = 2;

	private static final int LINES = 5;

	private static ChatServer server;

	private final long seed = Long.getLong("seed", System.nanoTime());

	private final HostileBytes hostile = new HostileBytes(new Random(this.seed));

	@BeforeAll
	static void start() {
		server = ChatServer.lend();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void nobodyPaintsOnAnothersScreen() throws Exception {
		try (TestClient bob = server.join("bob")) {
			for (int i = 0; i < ENEMIES; i++) {
				attack("guest" + i);
			}
			await().until(() -> server.members() == 1);
			byte[] seen = bob.say("#quit").readBytes(Integer.MAX_VALUE);
			String text = decoded(seen);
			assertThat(text.split("\r\n")).as("seed %d", this.seed)
				.hasSizeGreaterThan(ENEMIES * LINES / 2)
				.allSatisfy((line) -> assertThat(line.codePoints()).noneMatch(HostileBytes::isForbidden));
			assertThat(text).as("seed %d", this.seed).endsWith("\r\n#quit\r\n");
		}
	}

	/**
	 * Tries some names, takes one that is certain to be let in unless one of these was,
	 * and talks.
	 */
	private void attack(String name) {
		try (TestClient enemy = server.connect()) {
			for (int i = 0; i < NAMES; i++) {
				enemy.send(this.hostile.next()).send("\n");
			}
			enemy.send("\n" + name + "\n");
			for (int i = 0; i < LINES; i++) {
				enemy.send(this.hostile.next()).send("\n");
			}
			enemy.finish().readBytes(Integer.MAX_VALUE);
		}
	}

	private String decoded(byte[] bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new AssertionError("seed %d: not UTF-8: %s".formatted(this.seed, Arrays.toString(bytes)), ex);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "caf\u00e9", "cafe\u0301", "你好 さくら", "👩\u200d🚀 👍🏽 🏴\udb40\udc67\udb40\udc7f",
			"שלום עולם", "سلام \ufdfd", "हिन्दी \u0e01\u0e33", "a\tb" })
	void textOfAnyScriptPassesWhole(String text) {
		try (TestClient bob = server.join("bob"); TestClient alice = server.join("alice")) {
			bob.expect("alice from [127.0.0.1] has joined the chat!");
			alice.say(text).expect("alice: " + text);
			bob.expect("alice: " + text);
			alice.say("#quit").expect("#quit").expectEnd();
			bob.say("#quit").expect("alice has left the chat.", "#quit").expectEnd();
		}
	}

	@Test
	void aMegabyteOfSubnegotiationIsDropped() {
		byte[] subnegotiation = new byte[1 << 20];
		Arrays.fill(subnegotiation, (byte) '\n');
		try (TestClient client = server.join("alice")) {
			client.send("he").send((byte) 255, (byte) 250, (byte) 24).send(subnegotiation);
			client.send((byte) 255, (byte) 240).say("llo").expect("alice: hello");
			client.say("#quit").expect("#quit").expectEnd();
		}
	}

}
