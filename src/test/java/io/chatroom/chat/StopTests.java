package io.chatroom.chat;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import io.chatroom.log.memory.MemoryRegister;
import io.chatroom.log.memory.MemoryRoomLog;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A stop while members talk: each line is received by all or by none. A client that sees
 * its own line does not send it again, so nobody else may miss it.
 */
@Timeout(60)
class StopTests {

	private static final int CLIENTS = 20;

	private final TestOutlet outlet = new TestOutlet();

	private final ChatRoomService chat = TestChat.of(new NamePolicy(List.of(), true),
			new MemoryRoomLog(() -> "epoch", InstantSource.system()), this.outlet);

	private final List<String> clients = IntStream.range(0, CLIENTS).mapToObj((i) -> "c" + i).toList();

	StopTests() {
		for (String client : this.clients) {
			this.chat.connected(client, TestChat.origin("127.0.0.1"));
			this.chat.received(client, "name-" + client, false, 0);
		}
		this.clients.forEach(this.outlet::take);
	}

	@RepeatedTest(50)
	void leavesNoLineThatOnlySomeReceive() throws Exception {
		AtomicBoolean stopped = new AtomicBoolean();
		List<Thread> senders = this.clients.subList(0, 2)
			.stream()
			.map((client) -> Thread.ofPlatform().start(() -> talk(client, stopped)))
			.toList();
		while (this.outlet.of("c5").size() < 50) {
			Thread.onSpinWait();
		}
		this.chat.close();
		stopped.set(true);
		for (Thread sender : senders) {
			sender.join();
		}
		List<String> first = this.outlet.of("c0");
		assertThat(first).contains("closed GOING_DOWN");
		assertThat(this.clients).allSatisfy((client) -> assertThat(this.outlet.of(client)).isEqualTo(first));
	}

	private void talk(String client, AtomicBoolean stopped) {
		for (int i = 0; !stopped.get(); i++) {
			this.chat.received(client, "line " + i, false, 0);
		}
	}

	@RepeatedTest(50)
	void closesThoseWhoMoveMeanwhile() throws Exception {
		AtomicBoolean stopped = new AtomicBoolean();
		List<Thread> movers = this.clients.stream()
			.map((client) -> Thread.ofPlatform().start(() -> moveToAndFro(client, stopped)))
			.toList();
		while (this.outlet.of("c5").size() < 20) {
			Thread.onSpinWait();
		}
		this.chat.close();
		stopped.set(true);
		for (Thread mover : movers) {
			mover.join();
		}
		assertThat(this.clients).allSatisfy((client) -> assertThat(this.outlet.of(client))
			.endsWith("The server is going down. Goodbye!", "closed GOING_DOWN"));
	}

	private void moveToAndFro(String client, AtomicBoolean stopped) {
		for (int i = 0; !stopped.get(); i++) {
			this.chat.received(client, "#join room-" + i % 3, false, 0);
		}
	}

}
