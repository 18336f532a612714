package io.chatroom.tcp.out;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.chatroom.protocol.CloseReason;
import io.chatroom.tcp.count.Delivered;
import io.chatroom.tcp.out.Outbox.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The writers' threads, and how senders wait for them.
 */
class FanOutTests {

	private final FanOut fanOut = new FanOut(2, new OutboxLimits(Long.MAX_VALUE, Duration.ofDays(1)), Delivered::new,
			(reason) -> {
			});

	@AfterEach
	void stop() {
		this.fanOut.stop();
	}

	@Test
	void writesToPeersOfAllWriters() throws IOException {
		Peer[] peers = { new Peer(), new Peer(), new Peer() };
		Log log = this.fanOut.newLog();
		this.fanOut.start();
		Outbox[] outboxes = new Outbox[peers.length];
		for (int i = 0; i < peers.length; i++) {
			outboxes[i] = this.fanOut.newOutbox(peers[i].channel(), peers[i], () -> {
			});
			outboxes[i].follow(log);
		}
		Delivery delivery = this.fanOut.deliver(System.nanoTime());
		log.append(Peer.line("hello"), 1, delivery);
		delivery.end();
		for (int i = 0; i < peers.length; i++) {
			Outbox outbox = outboxes[i];
			outbox.end(CloseReason.QUIT);
			await().until(() -> outbox.state() == State.FINISHED);
			assertThat(peers[i].text()).isEqualTo("hello ");
		}
	}

	@Test
	void holdsSenderBackWhileWriterIsBehind() throws Exception {
		CountDownLatch writing = new CountDownLatch(1);
		CountDownLatch written = new CountDownLatch(1);
		Peer peer = slowPeer(writing, written);
		Thread sender = waitingSender(peer, writing);
		written.countDown();
		assertThat(sender.join(Duration.ofSeconds(30))).isTrue();
	}

	@Test
	void waitsUntilAllIsWrittenButNotForLong() throws Exception {
		CountDownLatch writing = new CountDownLatch(1);
		CountDownLatch written = new CountDownLatch(1);
		Peer peer = slowPeer(writing, written);
		Log log = followedBy(peer);
		append(log, "first");
		awaitLatch(writing);
		append(log, "second");
		this.fanOut.awaitWritten(Duration.ofMillis(1));
		Thread waiting = Thread.ofPlatform().start(() -> {
			try {
				this.fanOut.awaitWritten(Duration.ofDays(1));
			}
			catch (InterruptedException ex) {
				throw new AssertionError(ex);
			}
		});
		await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
		written.countDown();
		waiting.join();
		assertThat(peer.text()).endsWith("second ");
	}

	/**
	 * Returns a peer whose first write takes until a latch is counted down.
	 */
	private static Peer slowPeer(CountDownLatch writing, CountDownLatch written) throws IOException {
		Peer peer = new Peer();
		peer.onWrite(() -> {
			writing.countDown();
			awaitLatch(written);
		});
		return peer;
	}

	/**
	 * Starts the writers.
	 * @return a log that a peer follows
	 */
	private Log followedBy(Peer peer) {
		Log log = this.fanOut.newLog();
		this.fanOut.newOutbox(peer.channel(), peer, () -> {
		}).follow(log);
		this.fanOut.start();
		return log;
	}

	@Test
	void letsSendersGoWhenAWriterDies() throws Exception {
		Peer peer = new Peer();
		CountDownLatch writing = new CountDownLatch(1);
		CountDownLatch dying = new CountDownLatch(1);
		peer.onWrite(() -> {
			writing.countDown();
			awaitLatch(dying);
			throw new LinkageError("A test ends this writer");
		});
		Thread sender = waitingSender(peer, writing);
		assertThat(this.fanOut.isRunning()).isTrue();
		dying.countDown();
		assertThat(sender.join(Duration.ofSeconds(30))).isTrue();
		assertThat(this.fanOut.isRunning()).isFalse();
	}

	@Test
	void holdsNobodyBackOnceItHasStopped() throws Exception {
		Log log = this.fanOut.newLog();
		Peer peer = new Peer();
		this.fanOut.newOutbox(peer.channel(), peer, () -> {
		}).follow(log);
		this.fanOut.start();
		await().until(() -> {
			append(log, "some");
			return peer.bytes() > 0;
		});
		this.fanOut.stop();
		append(log, "x".repeat(300_000));
		this.fanOut.awaitCapacity();
		assertThat(this.fanOut.isRunning()).isFalse();
	}

	/**
	 * Returns a sender that waits for the writer, which has begun to write to a peer.
	 */
	private Thread waitingSender(Peer peer, CountDownLatch writing) {
		Log log = followedBy(peer);
		append(log, "first");
		awaitLatch(writing);
		append(log, "x".repeat(300_000));
		Thread sender = Thread.ofPlatform().start(this.fanOut::awaitCapacity);
		await().until(() -> sender.getState() == Thread.State.WAITING);
		return sender;
	}

	private static void append(Log log, String text) {
		OutboxScript.append(log, text);
	}

	private static void awaitLatch(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
