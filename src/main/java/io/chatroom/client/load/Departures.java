package io.chatroom.client.load;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The clients that reset in one moment, and the lines that tell the others of it. Load
 * thread only.
 */
final class Departures {

	private final Map<String, Integer> leaveLines = new HashMap<>();

	private final List<LoadClient> leaving;

	Departures(LoadOptions options, List<LoadClient> clients) {
		this.leaving = clients.stream().filter((client) -> client.fate() == LoadClient.Fate.RESETS).toList();
		for (LoadClient client : this.leaving) {
			options.dialect()
				.leaveLine(client.name())
				.ifPresent((line) -> this.leaveLines.put(line, this.leaveLines.size()));
		}
	}

	/** Resets them all. */
	void happen() throws IOException {
		for (LoadClient client : this.leaving) {
			client.reset();
		}
	}

	/** Whether a line that a client has heard is one of these. */
	boolean heard(LoadClient client, String line) {
		Integer index = this.leaveLines.get(line);
		if (index != null) {
			client.seen().addLeave(index);
		}
		return index != null;
	}

	/** Whether a client has heard of all. */
	boolean toldOf(LoadClient client) {
		return client.seen().leaves() >= this.leaving.size();
	}

	/** How what a client has heard differs from one line about each. */
	Receipts receipts(LoadClient client) {
		SeenLines seen = client.seen();
		return Receipts.of(this.leaving.size() - seen.left(), seen.leaves() - seen.left());
	}

}
