package io.chatroom.tcp;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import org.jspecify.annotations.Nullable;

/**
 * Holds one client's reader back while it sends faster than it may: it is read slower,
 * TCP pushes back, and nothing is lost. A token is a line, a telnet answer, or so many
 * bytes without a line end. Used on the reader's thread.
 */
final class FloodControl {

	private static final int BYTES_OF_A_TOKEN = 64 * 1024;

	private final TcpSettings settings;

	private final TimeMeter clock;

	private final LongAdder heldBackNanos;

	/** Made with the first line: most connections are silent for long. */
	private @Nullable Bucket bucket;

	/** How many bytes without a line end have been paid for. */
	private long paidBytes;

	FloodControl(TcpSettings settings, TimeMeter clock, LongAdder heldBackNanos) {
		this.settings = settings;
		this.clock = clock;
		this.heldBackNanos = heldBackNanos;
	}

	/**
	 * Takes a token, once there is one.
	 * @param recipient when it is over, it is not held back any more
	 */
	void spend(Recipient recipient) {
		this.paidBytes = 0;
		take(recipient);
	}

	/**
	 * Takes a token for each so many bytes.
	 * @param recipient when it is over, it is not held back any more
	 * @param unfinishedBytes how many bytes have come since the last line
	 */
	void spend(Recipient recipient, long unfinishedBytes) {
		while (unfinishedBytes - this.paidBytes >= BYTES_OF_A_TOKEN) {
			this.paidBytes += BYTES_OF_A_TOKEN;
			take(recipient);
		}
	}

	private void take(Recipient recipient) {
		if (this.settings.messagesPerSecond() == 0) {
			return;
		}
		Bucket tokens = bucket();
		ConsumptionProbe probe = tokens.tryConsumeAndReturnRemaining(1);
		while (!probe.isConsumed() && !recipient.isOver()) {
			long from = System.nanoTime();
			LockSupport.parkNanos(this, probe.getNanosToWaitForRefill());
			this.heldBackNanos.add(System.nanoTime() - from);
			probe = tokens.tryConsumeAndReturnRemaining(1);
		}
	}

	private Bucket bucket() {
		if (this.bucket == null) {
			this.bucket = Bucket.builder()
				.addLimit((limit) -> limit.capacity(this.settings.burst())
					.refillGreedy(this.settings.messagesPerSecond(), Duration.ofSeconds(1)))
				.withCustomTimePrecision(this.clock)
				.build();
		}
		return this.bucket;
	}

}
