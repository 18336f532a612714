package io.chatroom.log.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Processes that begin under the name of one that has ended, and of one that lives.
 */
class IncarnationsTests {

	@RegisterExtension
	private final TestNodes nodes = new TestNodes();

	private final LeasedNode a = this.nodes.lease("a");

	private final LeasedNode b = this.nodes.lease("b").live();

	@Test
	void incarnationsNeverGoBack() {
		this.b.engine.<String>call((commands) -> commands.set(this.b.keys.shared("incarnations"), "0"));
		this.b.reaper.reap("a", true);
		this.a.live();
		await().until(() -> !this.a.dropped.isEmpty());
		await().until(() -> this.a.node.current().incarnation() == 2);
	}

	@Test
	void nextProcessLetsThoseOfTheLastOneLeave() {
		this.a.enter("lobby", "c1", "alice", 3);
		this.a.close();
		LeasedNode next = this.nodes.lease("a");
		assertThat(next.events("lobby")).containsExactly("1-0 [[\"a.1.c1\",\"left\",\"alice\"]]");
		assertThat(next.register.claim(List.of("alice"), "c1")).isTrue();
		assertThat(next.node.known("a.1.c1")).as("not one of its own").isEqualTo("a.1.c1");
	}

	@Test
	void nameIsThatOfOneProcess() throws InterruptedException {
		this.a.live();
		ThisNode other = new ThisNode("a");
		Lease lease = new Lease(this.b.engine, this.b.keys, other, this.b.reaper, this.b.register,
				new LeaseSettings(Duration.ofSeconds(10), LeasedNode.SETTINGS.beat(), LeasedNode.SETTINGS.patience()));
		assertThat(lease.begin()).isFalse();
		assertThat(this.a.dropped).isEmpty();
		assertThat(this.a.node.current().incarnation()).isEqualTo(1);
	}

	@Test
	void nextProcessBeginsAlthoughOthersReapTheLastOneMeanwhile() {
		begins(() -> this.b.reaper.reap("a", true));
	}

	@Test
	void nextProcessBeginsAlthoughTheLastOneGetsMoreTime() {
		begins(() -> this.b.engine
			.<Double>call((commands) -> commands.zincrby(this.b.keys.shared("lease"), 60_000, "a")));
	}

	/**
	 * A process begins under the name of one that has died.
	 * @param meanwhile happens while it waits whether that one lives
	 */
	private void begins(Runnable meanwhile) {
		this.a.enter("lobby", "c1", "alice", 3);
		ThisNode next = new ThisNode("a");
		Lease lease = new Lease(this.b.engine, this.b.keys, next, this.b.reaper, this.b.register, LeasedNode.SETTINGS);
		FutureTask<Boolean> begun = new FutureTask<>(lease::begin);
		Thread thread = Thread.ofPlatform().start(begun);
		await()
			.until(() -> Stream.of(thread.getStackTrace()).anyMatch((frame) -> frame.getMethodName().equals("sleep")));
		meanwhile.run();
		await().until(begun::isDone);
		assertThat(begun.resultNow()).isTrue();
		assertThat(next.current().incarnation()).isEqualTo(3);
	}

}
