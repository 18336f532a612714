package io.chatroom.client.load.resume;

import java.util.List;

/**
 * The results of a run.
 *
 * @param sent lines that the senders sent
 * @param confirmed lines that came back to their senders
 * @param events events of all rooms, the lines among them
 * @param returns how many times a client came back after a lost connection
 * @param histories servers whose history was compared
 * @param faults a sentence for each kind of fault
 */
public record ResumeResult(long sent, long confirmed, long events, long returns, int histories, List<String> faults) {

	public ResumeResult {
		faults = List.copyOf(faults);
	}

	/** Whether nothing was lost, doubled or reordered. */
	public boolean flawless() {
		return this.faults.isEmpty();
	}

}
