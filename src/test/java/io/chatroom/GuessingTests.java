package io.chatroom;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.chatroom.protocol.Password;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Those who guess passwords.
 */
class GuessingTests {

	private static final int ADDRESSES = 50;

	private static final int TRIES_EACH = 20;

	/** Of one connection. */
	private static final int TRIES_AT_ONCE = 2;

	private static final int CHECKS_PER_SECOND = 10;

	@RegisterExtension
	static final ChatServer SERVER = ChatServer.start("chat.accounts.checks-per-second=" + CHECKS_PER_SECOND,
			"chat.limits.messages-per-second=0");

	@Test
	void areNotLetInAndCostLittle() throws Exception {
		List<String> names = new ArrayList<>();
		for (int i = 0; i < ADDRESSES; i++) {
			String name = "owner" + i;
			SERVER.room().accounts().setPassword(name, new Password("sesame-" + name));
			names.add(name);
		}
		double before = wrongPasswords();
		long began = System.nanoTime();
		try (ExecutorService threads = Executors.newFixedThreadPool(ADDRESSES)) {
			List<Callable<Integer>> guessers = new ArrayList<>();
			for (int i = 0; i < ADDRESSES; i++) {
				String address = "127.0.1." + (i + 1);
				String name = names.get(i);
				guessers.add(() -> guess(address, name));
			}
			int answered = 0;
			for (Future<Integer> guesser : threads.invokeAll(guessers)) {
				answered += guesser.get();
			}
			assertThat(answered).isEqualTo(ADDRESSES * TRIES_EACH);
		}
		double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0;
		assertThat(wrongPasswords() - before).isBetween(1.0, 1 + CHECKS_PER_SECOND * seconds);
		assertThat(SERVER.members()).isZero();
	}

	private static double wrongPasswords() {
		return SERVER.scrape()
			.lines()
			.filter((line) -> line.startsWith("chat_lines_refused_total{reason=\"wrong_password\"}"))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
			.sum();
	}

	/**
	 * Guesses, on one connection after the other.
	 * @return how many guesses were answered
	 */
	private static int guess(String address, String name) {
		int answered = 0;
		for (int i = 0; i < TRIES_EACH; i += TRIES_AT_ONCE) {
			try (TestClient client = TestClient.connectFrom(address, SERVER.port())) {
				client.read();
				for (int j = 0; j < TRIES_AT_ONCE; j++) {
					String answer = client.say("#login " + name + " guess-" + i + "-" + j).read();
					assertThat(answer).containsAnyOf("Wrong name or password.", "Too many wrong passwords for",
							"The server checks many passwords now.");
					answered++;
				}
			}
		}
		return answered;
	}

}
