package io.chatroom.tcp;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.chatroom.protocol.CloseReason;
import io.chatroom.tcp.line.Framing;
import io.chatroom.tcp.line.LineSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How one client is slowed down that may send one line a second.
 */
class BackPressureTests extends ReaderScript {

	BackPressureTests() throws IOException {
		super(new LineSettings(Framing.LINE, 1024, 1, 1), LONG_LINE.length + 1000);
	}

	@Test
	void slowsDownAClientThatSendsTooFast() throws Exception {
		send("one\ntwo\n");
		awaitLines(1);
		await().until(() -> {
			// too little for another line
			this.clock.pass(Duration.ofMillis(1));
			return this.parts.counters().heldBackSeconds() > 0;
		});
		assertThat(this.lines).hasSize(1);
		this.clock.pass(Duration.ofSeconds(1));
		awaitLines(2);
	}

	@Test
	void deadlineEndsAClientThatIsSlowedDown() throws Exception {
		send("one\n".repeat(1000));
		awaitLines(1);
		this.clock.pass(NAME_DEADLINE);
		awaitEnd();
		assertThat(this.outbox.closeReason()).isEqualTo(CloseReason.NAMELESS);
	}

	@Test
	void waitsWhileAClientDoesNotReadItsAnswers() throws Exception {
		this.outbox.tell(LONG_LINE);
		send("one\n");
		await().until(() -> this.parts.counters().received() == 1);
		assertThat(this.lines).isEmpty();
		readLongLine();
		awaitLines(1);
	}

	@Test
	void waitsForSpaceUntilAClientHasReadItsAnswers() throws Exception {
		this.outbox.tell(LONG_LINE);
		CompletableFuture<Boolean> space = awaitSpace();
		assertThat(space).isNotDone();
		readLongLine();
		assertThat(space.get(60, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void thereIsNoSpaceOnceTheConnectionEnds() throws Exception {
		this.outbox.tell(LONG_LINE);
		CompletableFuture<Boolean> space = awaitSpace();
		this.outbox.end(CloseReason.QUIT);
		assertThat(space.get(60, TimeUnit.SECONDS)).isFalse();
	}

	/** Begins to wait for space, for lines that are wanted. */
	private CompletableFuture<Boolean> awaitSpace() {
		CompletableFuture<Boolean> space = new CompletableFuture<>();
		Thread waiting = Thread.ofVirtual().start(() -> space.complete(this.reader.pressure().awaitSpace(() -> true)));
		await().until(() -> space.isDone() || waiting.getState() == Thread.State.TIMED_WAITING);
		return space;
	}

	private void readLongLine() throws IOException {
		assertThat(this.client.getInputStream().readNBytes(LONG_LINE.length)).hasSameSizeAs(LONG_LINE);
	}

}
