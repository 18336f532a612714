package io.chatroom.client.load;

/**
 * Sends lines at a fixed rate, from each sender in turn, regardless of receipts. If a
 * line is sent late, because the socket is full or this thread is busy, its latency
 * counts from the time it was due. Used by the load thread only.
 */
final class OpenLoop implements Pace {

	private final Speaker speaker;

	private final int senders;

	private final double gap;

	private final long origin;

	private long said;

	private long next;

	OpenLoop(Speaker speaker, int senders, double linesPerSecond, long origin) {
		this.speaker = speaker;
		this.senders = senders;
		this.gap = 1e9 / linesPerSecond;
		this.origin = origin;
		this.next = origin;
	}

	@Override
	public long nanosToNext(long now) {
		return this.speaker.ready(sender()) ? Math.max(0, this.next - now) : Long.MAX_VALUE;
	}

	@Override
	public void sayDue(long now) {
		while (now - this.next >= 0 && this.speaker.ready(sender())) {
			this.speaker.say(sender(), this.next);
			this.said++;
			this.next = this.origin + Math.round(this.said * this.gap);
		}
	}

	@Override
	public void arrived(int sender) {
		// Only the clock triggers lines.
	}

	private int sender() {
		return (int) (this.said % this.senders);
	}

}
