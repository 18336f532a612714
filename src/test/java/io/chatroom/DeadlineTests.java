package io.chatroom;

import java.time.Duration;

import io.chatroom.protocol.CloseReason;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.ManualClock;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Who gives no name in time, or says nothing for too long, is sent away. The clock is the
 * test's.
 */
class DeadlineTests {

	private static final ManualClock CLOCK = new ManualClock();

	@RegisterExtension
	static final ChatServer SERVER = ChatServer.start(CLOCK, "chat.limits.name-deadline=1m",
			"chat.limits.idle-timeout=1h", "chat.limits.messages-per-second=5");

	@Test
	void oneWithoutANameIsToldSoAndHungUpOnWhateverTricklesIn() {
		try (TestClient alice = SERVER.join("alice");
				TestClient silent = SERVER.connect();
				TestClient trickling = SERVER.connect()) {
			silent.expect("Greetings from the ChatRoom! Now type your name and press enter!");
			trickling.expect("Greetings from the ChatRoom! Now type your name and press enter!");
			trickling.send("a");
			CLOCK.pass(Duration.ofSeconds(59));
			trickling.send("a");
			alice.say("a second is left").expect("alice: a second is left");
			CLOCK.pass(Duration.ofSeconds(1));
			for (TestClient client : new TestClient[] { silent, trickling }) {
				client.expect("You have not given a name in time. Goodbye!").expectEnd();
				client.close();
			}
			await().until(() -> SERVER.factory().clients().count() == 1);
			alice.say("still here").expect("alice: still here");
		}
	}

	@Test
	void oneThatIsHeldBackForItsQuestionsIsHungUpOnInTimeToo() {
		try (TestClient asking = SERVER.connect()) {
			double before = SERVER.factory().counters().evicted(CloseReason.NAMELESS);
			byte[] questions = new byte[4096];
			for (int i = 0; i < questions.length; i += 2) {
				questions[i] = (byte) 255;
				questions[i + 1] = (byte) 246;
			}
			asking.read();
			asking.send(questions).expect("[Yes]");
			CLOCK.pass(Duration.ofMinutes(1));
			await().until(() -> SERVER.factory().counters().evicted(CloseReason.NAMELESS) == before + 1);
		}
	}

	@Test
	void aProgramWithoutANameIsToldSoInItsFormat() {
		try (TestClient program = SERVER.connect()) {
			program.say("#format json").read();
			assertThat(program.event().get("event").asString()).isEqualTo("prompt");
			CLOCK.pass(Duration.ofMinutes(1));
			assertThat(program.event().get("code").asString()).isEqualTo("nameless");
			program.expectEnd();
		}
	}

	@Test
	void aSilentMemberIsHungUpOnWhereThatIsAskedFor() {
		try (TestClient alice = SERVER.join("alice"); TestClient bob = SERVER.join("bob")) {
			alice.expect("bob from [127.0.0.1] has joined the chat!");
			CLOCK.pass(Duration.ofMinutes(59));
			alice.say("talking").expect("alice: talking");
			CLOCK.pass(Duration.ofMinutes(1));
			alice.expect("bob has left the chat.").say("still here").expect("alice: still here");
			bob.expect("alice: talking", "You have said nothing for too long. Goodbye!").expectEnd();
			assertThat(SERVER.factory().counters().evicted(CloseReason.IDLE)).isOne();
		}
	}

}
