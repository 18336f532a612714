package io.chatroom.log.redis;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import io.chatroom.chat.KeptRoom;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.testing.Cable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a node does when it is fenced, and when the engine has lost what it had
 * acknowledged.
 */
class LostEntriesTests {

	@RegisterExtension
	private final TestNodes nodes = new TestNodes();

	@TempDir
	Path files;

	private static void fence(TestNode node) {
		node.engine()
			.commands()
			.call((commands) -> commands.hset(new Keys("chat").meta("lobby"), Map.of("fence:n1", "1")));
	}

	@Test
	void appendsNothingWhenFenced() {
		TestNode first = this.nodes.start("n1");
		Seen here = new Seen(first.log(), "lobby");
		first.say("lobby", "a", "one");
		await().until(() -> here.entries().size() == 1);
		fence(first);
		first.say("lobby", "a", "too late");
		await().until(() -> here.told.equals(List.of("fenced")));
		first.say("lobby", "a", "too late too");
		assertThat(first.log().isStoring()).isFalse();
		first.log().become(first.live());
		first.say("lobby", "b", "two");
		await().until(() -> here.entries().size() == 2);
		assertThat(here.texts()).containsExactly("one", "two");
		assertThat(here.told).containsExactly("fenced");
		assertThat(first.log().isStoring()).isTrue();
	}

	@Test
	void isReadyAgainAfterItWasFenced() throws InterruptedException {
		TestNode first = this.nodes.start("n1");
		Seen here = new Seen(first.log(), "lobby");
		first.say("lobby", "a", "before");
		await().until(() -> here.entries().size() == 1);
		fence(first);
		this.nodes.server().kill();
		first.say("lobby", "a", "dropped");
		await().until(() -> here.told.contains("away"));
		first.log().fence();
		this.nodes.server().restart();
		first.engine().commands().awaitUp(Duration.ofMinutes(1));
		first.log().become(first.live());
		// nobody says anything: nobody is sent to a node that is not ready
		await().until(() -> first.log().away().isZero() && first.log().isStoring() && here.told.contains("back"));
		assertThat(here.texts()).containsExactly("before");
	}

	@Test
	void beginsAnewWhenEngineHasLostEntries() throws IOException {
		TestNode first = this.nodes.start("n1");
		TestNode second = this.nodes.start("n2");
		Seen here = new Seen(first.log(), "lobby");
		Seen there = new Seen(second.log(), "lobby");
		first.say("lobby", "a", "kept");
		await().until(() -> here.entries().size() == 1 && there.entries().size() == 1);
		Path copy = this.files.resolve("copy");
		this.nodes.server().backUp(copy);
		first.say("lobby", "a", "lost 1");
		first.say("lobby", "a", "lost 2");
		await().until(() -> here.entries().size() == 3 && there.entries().size() == 3);
		this.nodes.server().restore(copy);
		await().until(() -> here.renewals.size() == 1 && there.renewals.size() == 1);
		KeptRoom renewed = here.renewals.getFirst();
		assertThat(renewed.epoch()).isNotEqualTo(here.kept.epoch()).isEqualTo(there.renewals.getFirst().epoch());
		assertThat(renewed.last()).isEqualTo(1);
		first.say("lobby", "a", "after");
		await().until(() -> here.entries().size() == 2 && there.entries().size() == 2);
		assertThat(here.lines()).containsExactly("1 a kept", "2 a after").isEqualTo(there.lines());
		assertThat(second.log().named(renewed.epoch())).isEqualTo("lobby");
		assertThat(first.log().statistics().renewed("lost") + second.log().statistics().renewed("lost")).isBetween(1L,
				2L);
	}

	@Test
	void appendsNothingWhenEngineHasLostWhoIsHere() throws Exception {
		TestNode first = this.nodes.start("n1");
		Seen here = new Seen(first.log(), "lobby");
		first.say("lobby", "a", "kept");
		await().until(() -> here.entries().size() == 1);
		Path copy = this.files.resolve("copy");
		this.nodes.server().backUp(copy);
		first.log().append("lobby", "b", new Joined("bob", null), 0);
		await().until(() -> here.entries().size() == 2);
		here.here = Map.of("b", "bob");
		CountDownLatch told = new CountDownLatch(1);
		first.log().onLostMembers(told::countDown);
		this.nodes.server().restore(copy);
		await().until(() -> told.getCount() == 0);
		first.say("lobby", "b", "from nobody");
		assertThat(first.log().isStoring()).isFalse();
		first.log().become(first.live());
		first.say("lobby", "a", "after");
		await().until(() -> here.texts().contains("after"));
		assertThat(here.texts()).containsExactly("kept", "after");
	}

	@Test
	void beginsAnewWhenOthersHaveWrittenOverWhatIsLost() throws IOException {
		try (Cable cable = new Cable(this.nodes.server().port())) {
			TestNode first = this.nodes.start("n1", cable.uri());
			TestNode second = this.nodes.start("n2");
			Seen here = new Seen(first.log(), "lobby");
			first.say("lobby", "a", "kept");
			await().until(() -> here.entries().size() == 1);
			Path copy = this.files.resolve("copy");
			this.nodes.server().backUp(copy);
			first.say("lobby", "a", "lost");
			await().until(() -> here.entries().size() == 2);
			cable.pull();
			this.nodes.server().restore(copy);
			// sees what is left, and gives the numbers away again
			Seen there = new Seen(second.log(), "lobby");
			IntStream.range(0, 3).forEach((i) -> second.say("lobby", "b", "other " + i));
			await().until(() -> there.entries().size() == 4);
			cable.pass();
			await().untilAsserted(() -> {
				assertThat(here.renewals).hasSize(1);
				assertThat(there.renewals).hasSize(1);
			});
			assertThat(here.lines()).isEqualTo(there.lines()).doesNotContain("2 a lost");
		}
	}

	@Test
	void appendsWhatWaitsInRoomThatIsClosedMeanwhile() throws InterruptedException {
		TestNode node = this.nodes.start("n1");
		EngineConnection engine = node.engine().commands();
		CountDownLatch called = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		node.log().open(node.log().find("lobby", List.of("lobby")), List.of("lobby"), (batch) -> {
			called.countDown();
			awaitUninterruptibly(goOn);
		});
		node.say("lobby", "a", "one");
		called.await();
		await().until(() -> node.log().waiting() == 0);
		// the follower is held up, and does not see that the room is another one
		engine.<Boolean>call((commands) -> commands.hset(new Keys("chat").meta("lobby"), "epoch", "another"));
		long before = scripts(engine);
		node.say("lobby", "a", "two");
		await().until(() -> scripts(engine) > before);
		Thread closing = Thread.startVirtualThread(() -> node.log().close("lobby"));
		await().until(() -> node.log().openRooms() == 0);
		goOn.countDown();
		closing.join();
		await().until(() -> node.log().waiting() == 0);
		assertThat(node.log().find("lobby", List.of("lobby")).last()).isEqualTo(2);
	}

	private static long scripts(EngineConnection engine) {
		return engine.<String>call((commands) -> commands.info("commandstats"))
			.lines()
			.filter((line) -> line.startsWith("cmdstat_evalsha:"))
			.mapToLong((line) -> Long.parseLong(line.substring(line.indexOf('=') + 1, line.indexOf(','))))
			.sum();
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
