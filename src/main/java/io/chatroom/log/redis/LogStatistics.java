package io.chatroom.log.redis;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the log counts. Any thread.
 */
public final class LogStatistics {

	private final LongAdder retries = new LongAdder();

	private final LongAdder healed = new LongAdder();

	private final Map<String, LongAdder> renewed = new ConcurrentHashMap<>();

	private volatile Listener listener = new Listener() {

		@Override
		public void appended(int events, long nanos, long commandNanos) {
			// nobody listens
		}

		@Override
		public void handedOver(long nanos) {
			// nobody listens
		}

	};

	/**
	 * Sets who is told of each batch, in place of the one before.
	 */
	public void listen(Listener batches) {
		this.listener = batches;
	}

	void appended(Batch batch, long commandNanos) {
		this.listener.appended(batch.proposals().size(), System.nanoTime() - batch.proposals().getFirst().proposedAt(),
				commandNanos);
	}

	void handedOver(Batch batch) {
		this.listener.handedOver(System.nanoTime() - batch.proposals().getFirst().proposedAt());
	}

	void countRetry() {
		this.retries.increment();
	}

	void countHealed() {
		this.healed.increment();
	}

	void countRenewed(String reason) {
		this.renewed.computeIfAbsent(reason, (first) -> new LongAdder()).increment();
	}

	/**
	 * Returns how often a batch was sent again.
	 */
	public long retries() {
		return this.retries.sum();
	}

	/**
	 * Returns how many batches were sent again that the engine had already: only its
	 * answer was lost.
	 */
	public long healed() {
		return this.healed.sum();
	}

	/**
	 * Returns how many rooms began anew.
	 * @param reason {@code lost} if this node has noticed that entries are lost,
	 * {@code other} if another one has
	 */
	public long renewed(String reason) {
		LongAdder count = this.renewed.get(reason);
		return (count != null) ? count.sum() : 0;
	}

	/**
	 * Is told of each batch, on a thread of the log, which must not wait.
	 */
	public interface Listener {

		/**
		 * A batch was appended.
		 * @param events how many events it has
		 * @param nanos how long that took since the first of them was proposed, in
		 * nanoseconds
		 * @param commandNanos how long the engine took of that
		 */
		void appended(int events, long nanos, long commandNanos);

		/**
		 * A batch of this node was read back and handed over.
		 * @param nanos how long that took since its first event was proposed, in
		 * nanoseconds
		 */
		void handedOver(long nanos);

	}

}
