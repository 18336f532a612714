package io.chatroom.client.load;

/**
 * Keeps a fixed number of lines per sender in flight: a sender sends its next line when
 * one has arrived. Used by the load thread only.
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
