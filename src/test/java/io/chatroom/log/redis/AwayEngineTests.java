package io.chatroom.log.redis;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

import io.chatroom.testing.Cable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a node does while the engine is away, or does not answer: nothing is lost, and
 * nothing comes twice.
 */
class AwayEngineTests {

	@RegisterExtension
	private final TestNodes nodes = new TestNodes();

	@Test
	void appendsOnceWhenAnswerIsLost() throws IOException {
		try (Cable cable = new Cable(this.nodes.server().port())) {
			TestNode first = this.nodes.start("n1", cable.uri());
			Seen here = new Seen(first.log(), "lobby");
			// now the engine knows the script
			first.say("lobby", "a", "line 1");
			await().until(() -> here.entries().size() == 1);
			for (int i = 2; i <= 6; i++) {
				cable.loseAnswerTo("line " + i);
				first.say("lobby", "a", "line " + i);
				int count = i;
				await().until(() -> here.entries().size() == count && cable.lostAnswers() == count - 1);
			}
			first.say("lobby", "a", "line 7");
			await().until(() -> here.texts().contains("line 7"));
			assertThat(here.lines())
				.isEqualTo(IntStream.rangeClosed(1, 7).mapToObj((i) -> i + " a line " + i).toList());
			await().untilAsserted(() -> assertThat(first.log().statistics().healed()).isEqualTo(5));
		}
	}

	@Test
	void waitsWhileEngineIsAway() {
		TestNode first = this.nodes.start("n1");
		Seen here = new Seen(first.log(), "lobby");
		first.say("lobby", "a", "0");
		await().until(() -> here.entries().size() == 1);
		this.nodes.server().kill();
		IntStream.range(1, 50).forEach((i) -> first.say("lobby", "a", String.valueOf(i)));
		await().until(() -> here.told.equals(List.of("away")));
		assertThat(first.log().away()).isPositive();
		this.nodes.server().restart();
		await().until(() -> here.told.equals(List.of("away", "back")));
		await().until(() -> here.entries().size() == 50);
		assertThat(here.texts()).isEqualTo(IntStream.range(0, 50).mapToObj(String::valueOf).toList());
		assertThat(here.renewals).isEmpty();
	}

	@Test
	void noticesCableThatLetsNothingThrough() throws IOException {
		try (Cable cable = new Cable(this.nodes.server().port())) {
			TestNode first = this.nodes.start("n1", cable.uri());
			Seen here = new Seen(first.log(), "lobby");
			cable.swallow();
			first.say("lobby", "a", "one");
			await().until(() -> here.told.equals(List.of("away")));
			assertThat(first.log().isStoring()).isTrue();
			await().until(() -> !first.log().isStoring());
			cable.cut();
			cable.pass();
			await().until(() -> here.told.equals(List.of("away", "back")));
			await().until(() -> here.entries().size() == 1);
			assertThat(first.log().isStoring()).isTrue();
		}
	}

	@Test
	void losesNothingWhenConnectionsAreCut() throws IOException {
		try (Cable cable = new Cable(this.nodes.server().port())) {
			TestNode first = this.nodes.start("n1", cable.uri());
			Seen here = new Seen(first.log(), "lobby");
			for (int i = 0; i < 300; i++) {
				first.say("lobby", "a", String.valueOf(i));
				if (i % 50 == 25) {
					cable.cut();
				}
			}
			await().until(() -> here.entries().size() >= 300);
			assertThat(here.texts()).isEqualTo(IntStream.range(0, 300).mapToObj(String::valueOf).toList());
			assertThat(here.renewals).isEmpty();
		}
	}

}
