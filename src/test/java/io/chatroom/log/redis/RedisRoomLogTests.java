package io.chatroom.log.redis;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.chatroom.chat.RoomLog;
import io.chatroom.log.RoomLogContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The log in an engine, as several nodes see it.
 */
class RedisRoomLogTests extends RoomLogContract {

	@RegisterExtension
	private final TestNodes nodes = new TestNodes();

	@Override
	protected RoomLog log() {
		return this.nodes.start("n1").log();
	}

	@Test
	void handsAllNodesTheSame() {
		TestNode first = this.nodes.start("n1");
		TestNode second = this.nodes.start("n2");
		Seen here = new Seen(first.log(), "lobby");
		Seen there = new Seen(second.log(), "lobby");
		assertThat(there.kept.epoch()).isEqualTo(here.kept.epoch());
		Thread.startVirtualThread(() -> IntStream.range(0, 500).forEach((i) -> first.say("lobby", "a", "a" + i)));
		IntStream.range(0, 500).forEach((i) -> second.say("lobby", "b", "b" + i));
		await().until(() -> here.entries().size() == 1000 && there.entries().size() == 1000);
		assertThat(here.numbers()).containsExactlyElementsOf(LongStream.rangeClosed(1, 1000).boxed().toList());
		assertThat(there.entries()).usingRecursiveFieldByFieldElementComparatorOnFields("stamped", "client")
			.isEqualTo(here.entries());
		for (String sender : List.of("a", "b")) {
			assertThat(here.texts().stream().filter((text) -> text.startsWith(sender)))
				.containsExactlyElementsOf(IntStream.range(0, 500).mapToObj((i) -> sender + i).toList());
		}
	}

	@Test
	void opensRoomWhileOthersAppend() throws InterruptedException {
		TestNode first = this.nodes.start("n1");
		TestNode second = this.nodes.start("n2");
		Seen all = new Seen(first.log(), "lobby");
		Thread sender = Thread
			.startVirtualThread(() -> IntStream.range(0, 3000).forEach((i) -> first.say("lobby", "a", "a" + i)));
		int opened = 0;
		while (sender.isAlive()) {
			Seen late = new Seen(second.log(), "lobby");
			long from = late.kept.last();
			int known = late.kept.entries().size();
			await().until(() -> !sender.isAlive() || late.entries().size() > known);
			List<Long> numbers = late.numbers();
			assertThat(numbers)
				.isEqualTo(LongStream.range(0, numbers.size()).mapToObj((i) -> from - known + 1 + i).toList());
			second.log().close("lobby");
			opened++;
		}
		await().until(() -> all.entries().size() == 3000);
		assertThat(opened).isPositive();
		assertThat(all.texts()).isEqualTo(IntStream.range(0, 3000).mapToObj((i) -> "a" + i).toList());
	}

	@Test
	void continuesInRoomThatWasClosed() {
		TestNode first = this.nodes.start("n1");
		Seen before = new Seen(first.log(), "lobby");
		first.say("lobby", "a", "one");
		await().until(() -> before.entries().size() == 1);
		first.log().close("lobby");
		Seen after = new Seen(first.log(), "lobby");
		first.say("lobby", "a", "two");
		await().until(() -> after.entries().size() == 2);
		assertThat(after.lines()).containsExactly("1 a one", "2 a two");
		assertThat(after.renewals).isEmpty();
		assertThat(before.entries()).hasSize(1);
	}

}
