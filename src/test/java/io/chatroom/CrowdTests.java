package io.chatroom;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Many at once.
 */
class CrowdTests {

	@RegisterExtension
	static final ChatServer server = ChatServer.lend();

	@Test
	void oneOfAThousandThatRaceForANameGetsIt() throws Exception {
		int racers = 1000;
		List<TestClient> clients = IntStream.range(0, racers).mapToObj((i) -> server.connect()).toList();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<String>> answers = new ArrayList<>();
			for (TestClient client : clients) {
				answers.add(threads.submit(() -> {
					client.say("alice").read();
					return client.read();
				}));
			}
			int winners = 0;
			for (Future<String> answer : answers) {
				if (answer.get().startsWith("Welcome alice!")) {
					winners++;
				}
				else {
					assertThat(answer.get()).isEqualTo("That name is taken. Type another name and press enter!");
				}
			}
			assertThat(winners).isOne();
		}
		finally {
			clients.forEach(TestClient::close);
		}
		await().until(() -> server.members() == 0 && server.factory().clients().count() == 0);
	}

	@Test
	void allSeeOneOrder() throws Exception {
		int senders = 10;
		int lines = 2000;
		List<TestClient> clients = new ArrayList<>();
		for (int i = 0; i < senders; i++) {
			TestClient client = server.join("sender" + i);
			// so that nobody's list of joins differs
			clients.forEach(TestClient::read);
			clients.add(client);
		}
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (TestClient client : clients) {
				threads.execute(() -> {
					for (int i = 0; i < lines; i++) {
						client.say("line " + i);
					}
				});
			}
			List<Future<List<String>>> heard = new ArrayList<>();
			for (TestClient client : clients) {
				heard.add(threads
					.submit(() -> IntStream.range(0, senders * lines).mapToObj((i) -> client.read()).toList()));
			}
			List<String> first = heard.getFirst().get();
			for (Future<List<String>> other : heard) {
				assertThat(other.get()).isEqualTo(first);
			}
			for (int sender = 0; sender < senders; sender++) {
				String prefix = "sender" + sender + ": ";
				assertThat(first.stream().filter((line) -> line.startsWith(prefix))).containsExactlyElementsOf(
						IntStream.range(0, lines).mapToObj((i) -> prefix + "line " + i).toList());
			}
		}
		finally {
			clients.forEach(TestClient::close);
		}
		await().until(() -> server.members() == 0 && server.factory().clients().count() == 0);
	}

}
