package io.chatroom.log.redis;

import java.util.ArrayList;
import java.util.List;

/**
 * What is appended to a room at once. It keeps its number when it is sent again.
 *
 * @param n its number: a later batch of the same incarnation has a higher one
 * @param node who appends it
 * @param proposals its events
 */
record Batch(long n, Node node, List<Proposal> proposals) {

	/**
	 * Returns what the script {@code append} takes.
	 * @param epoch the epoch of the room, as this node knows it
	 * @param seen the number of the last entry that was handed over
	 * @param prev the number of the batch before this one, 0 if it is not known
	 */
	List<String> arguments(String epoch, long seen, long prev) {
		List<String> arguments = new ArrayList<>();
		arguments.add(epoch);
		arguments.add(String.valueOf(seen));
		arguments.add(this.node.name());
		arguments.add(String.valueOf(this.node.incarnation()));
		arguments.add(String.valueOf(this.n));
		arguments.add(String.valueOf(prev));
		arguments.add(String.valueOf(this.proposals.size()));
		arguments.add(String.valueOf(StoredBatch.VERSION));
		arguments.add(EventTexts.write(this.proposals));
		for (int i = 0; i < this.proposals.size(); i++) {
			arguments.addAll(this.proposals.get(i).change(i));
		}
		return arguments;
	}

	/**
	 * Returns how the entry names its writer.
	 */
	String writer() {
		return this.node.name() + "." + this.node.incarnation() + "." + this.n;
	}

}
