package io.chatroom.log.redis;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;

import io.chatroom.chat.NodeMessage;
import io.chatroom.chat.Presence;
import io.chatroom.chat.Rank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What nodes tell each other.
 */
class RedisNodesTests {

	@RegisterExtension
	private final TestNodes nodes = new TestNodes();

	private final LeasedNode a = this.nodes.lease("a");

	private final LeasedNode b = this.nodes.lease("b").live();

	@Test
	void messagesAreAnsweredAndTranslated() {
		this.a.live();
		this.b.answer = (message) -> new Presence("Bob", "games", "bob");
		NodeMessage.Tell tell = new NodeMessage.Tell("b.2.c7", "alice", "c1", Instant.EPOCH, "hi\nthere");
		assertThat(this.a.nodes.ask(tell)).isEqualTo(new Presence("Bob", "games", "bob"));
		assertThat(this.b.received)
			.containsExactly(new NodeMessage.Tell("c7", "alice", "a.1.c1", Instant.EPOCH, "hi\nthere"));
		this.b.answer = (message) -> null;
		assertThat(this.a.nodes.ask(new NodeMessage.Find("b.2.c8"))).isNull();
		assertThat(this.a.nodes.ask(new NodeMessage.Find("z.1.c8"))).as("a node that is gone").isNull();
		this.a.nodes.tellAll(new NodeMessage.Identify("alice", Rank.GUEST));
		assertThat(this.b.received).endsWith(new NodeMessage.Identify("alice", Rank.GUEST));
		this.a.nodes.tellAll(new NodeMessage.EndPrograms("alice"));
		assertThat(this.b.received).endsWith(new NodeMessage.EndPrograms("alice"));
		assertThat(this.a.received).isEmpty();
	}

	@Test
	void readsOnAfterMessageThatItDoesNotKnow() {
		this.a.live();
		this.b.answer = (message) -> new Presence("Bob", "games", "bob");
		this.a.engine
			.<String>call((commands) -> commands.xadd(this.a.keys.shared("inbox:b"), Map.of("what", "nobody knows")));
		assertThat(this.a.nodes.ask(new NodeMessage.Find("b.2.c7"))).isNotNull();
	}

	@Test
	void waitsWhenItsInboxCannotBeRead() {
		this.a.live();
		String inbox = this.a.keys.shared("inbox:b");
		this.a.engine.<String>call((commands) -> commands.set(inbox, "no stream"));
		await().until(() -> failedReads() > 0);
		for (int beat = 0; beat < 3; beat++) {
			this.b.awaitBeat();
		}
		assertThat(failedReads()).isLessThan(10);
		this.a.engine.<Long>call((commands) -> commands.del(inbox));
		this.b.answer = (message) -> new Presence("Bob", "games", "bob");
		await().until(() -> this.a.nodes.ask(new NodeMessage.Find("b.2.c7")) != null);
	}

	private long failedReads() {
		return this.a.engine.<String>call((commands) -> commands.info("commandstats"))
			.lines()
			.filter((line) -> line.startsWith("cmdstat_xread:"))
			.mapToLong((line) -> Long.parseLong(line.substring(line.lastIndexOf('=') + 1)))
			.sum();
	}

	@Test
	void forgetsQuestionThatCouldNotBeSent() {
		this.a.live();
		this.nodes.server().kill();
		await().until(() -> !this.a.engine.isUp());
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> this.a.nodes.ask(new NodeMessage.Find("b.2.c7")));
		await().until(() -> this.a.nodes.unanswered() == 0);
	}

}
