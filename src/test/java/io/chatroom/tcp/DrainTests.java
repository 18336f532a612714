package io.chatroom.tcp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

import io.chatroom.tcp.socket.NanoClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The last part of a stop, by a clock that passes as soon as the drain waits.
 */
class DrainTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final List<Peer> peers = new ArrayList<>();

	/** What happens when time passes; takes the nanoseconds since the start. */
	private LongConsumer later = (nanos) -> {
	};

	private long nanos;

	private final NanoClock clock = new NanoClock() {

		@Override
		public long nanoTime() {
			return Long.MAX_VALUE - 5 + DrainTests.this.nanos;
		}

		@Override
		public void park(Object blocker, long nanos) {
			DrainTests.this.nanos += nanos;
			DrainTests.this.later.accept(DrainTests.this.nanos);
		}

	};

	@Test
	void returnsAtOnceWithoutAConnection() {
		assertThat(drain(TIMEOUT)).isZero();
		assertThat(this.nanos).isZero();
	}

	@Test
	void waitsUntilAllIsWrittenAndPeersHaveClosed() {
		Peer fast = peer();
		Peer slow = peer();
		fast.finished = true;
		fast.open = false;
		this.later = (nanos) -> {
			slow.finished |= nanos >= seconds(2);
			slow.open &= nanos < seconds(2.5);
		};
		assertThat(drain(TIMEOUT)).isZero();
		assertThat(this.nanos).isBetween(seconds(2.5), seconds(2.6));
	}

	@Test
	void givesAPeerThatDoesNotCloseOneSecond() {
		peer().finished = true;
		assertThat(drain(TIMEOUT)).isZero();
		assertThat(this.nanos).isBetween(seconds(1), seconds(1.1));
	}

	@Test
	void countsThoseThatDoNotReadInTime() {
		peer().finished = true;
		peer();
		peer();
		Peer gone = peer();
		gone.open = false;
		assertThat(drain(TIMEOUT)).as("one has gone without reading").isEqualTo(3);
		assertThat(this.nanos).isBetween(seconds(5), seconds(5.1));
	}

	@Test
	void aTimeoutOfZeroWaitsForNobody() {
		peer();
		assertThat(drain(Duration.ZERO)).isOne();
		assertThat(this.nanos).isZero();
	}

	@Test
	void closesThoseThatStillNegotiate() {
		Peer negotiating = peer();
		negotiating.negotiated = false;
		assertThat(drain(TIMEOUT)).isZero();
		assertThat(negotiating.open).isFalse();
		assertThat(this.nanos).isZero();
	}

	private long drain(Duration timeout) {
		return new Drain(this.peers, this.clock).await(timeout);
	}

	private Peer peer() {
		Peer peer = new Peer();
		this.peers.add(peer);
		return peer;
	}

	private static long seconds(double seconds) {
		return (long) (seconds * 1e9);
	}

	private static final class Peer implements Drain.Draining {

		private boolean negotiated = true;

		private boolean finished;

		private boolean open = true;

		@Override
		public boolean isNegotiated() {
			return this.negotiated;
		}

		@Override
		public boolean isFinished() {
			return this.finished;
		}

		@Override
		public boolean isOpen() {
			return this.open;
		}

		@Override
		public void close() {
			this.open = false;
		}

	}

}
