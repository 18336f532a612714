package io.chatroom.client.load;

/**
 * Every sender keeps so many lines in flight: the next one goes when one has arrived.
 * Load thread only.
 */
final class ClosedLoop implements Pace {

	private final Speaker speaker;

	private final int senders;

	private final int window;

	private boolean begun;

	ClosedLoop(Speaker speaker, int senders, int window) {
		this.speaker = speaker;
		this.senders = senders;
		this.window = window;
	}

	@Override
	public long nanosToNext(long now) {
		return Long.MAX_VALUE;
	}

	@Override
	public void sayDue(long now) {
		if (this.begun) {
			return;
		}
		this.begun = true;
		for (int line = 0; line < this.window; line++) {
			for (int sender = 0; sender < this.senders; sender++) {
				this.speaker.say(sender, System.nanoTime());
			}
		}
	}

	@Override
	public void arrived(int sender) {
		this.speaker.say(sender, System.nanoTime());
	}

}
