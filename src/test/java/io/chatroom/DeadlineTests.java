package io.chatroom;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import io.chatroom.tcp.Eviction;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Who does not come in, or says nothing, when that has a limit.
 */
class DeadlineTests {

	@Test
	void oneWithoutANameIsToldSoAndHungUpOnWhateverTricklesIn() {
		try (ChatServer server = ChatServer.start("chat.limits.name-deadline=300ms");
				TestClient alice = server.join("alice");
				TestClient silent = server.connect();
				TestClient trickling = server.connect()) {
			BooleanSupplier gone = () -> server.factory().counters().evicted(Eviction.NAMELESS) == 2;
			await().until(() -> {
				trickling.send("a");
				return gone.getAsBoolean();
			});
			for (TestClient client : new TestClient[] { silent, trickling }) {
				client
					.expect("Greetings from the ChatRoom! Now type your name and press enter!",
							"You have not given a name in time. Goodbye!")
					.expectEnd();
				client.close();
			}
			await().until(() -> server.factory().connected() == 1);
			alice.say("still here").expect("alice: still here");
		}
	}

	@Test
	void oneThatIsHeldBackForItsQuestionsIsHungUpOnInTimeToo() {
		try (ChatServer server = ChatServer.start("chat.limits.name-deadline=300ms",
				"chat.limits.messages-per-second=5"); TestClient asking = server.connect()) {
			byte[] questions = new byte[4096];
			for (int i = 0; i < questions.length; i += 2) {
				questions[i] = (byte) 255;
				questions[i + 1] = (byte) 246;
			}
			asking.send(questions);
			await().atMost(Duration.ofSeconds(5))
				.until(() -> server.factory().counters().evicted(Eviction.NAMELESS) == 1);
		}
	}

	@Test
	void aProgramWithoutANameIsToldSoInItsFormat() {
		try (ChatServer server = ChatServer.start("chat.limits.name-deadline=300ms");
				TestClient program = server.connect()) {
			program.say("#format json").read();
			assertThat(program.event().get("event").asString()).isEqualTo("prompt");
			assertThat(program.event().get("code").asString()).isEqualTo("nameless");
			program.expectEnd();
		}
	}

	@Test
	void aSilentMemberIsHungUpOnWhereThatIsAskedFor() {
		try (ChatServer server = ChatServer.start("chat.limits.idle-timeout=300ms");
				TestClient alice = server.join("alice");
				TestClient bob = server.join("bob")) {
			alice.expect("bob from [127.0.0.1] has joined the chat!");
			for (String line = ""; !"bob has left the chat.".equals(line);) {
				line = alice.say("talking").read();
				assertThat(line).isIn("alice: talking", "bob has left the chat.");
			}
			bob.read();
			assertThat(server.factory().counters().evicted(Eviction.IDLE)).isOne();
		}
	}

}
