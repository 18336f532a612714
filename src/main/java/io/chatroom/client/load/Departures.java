package io.chatroom.client.load;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The clients that reset their connections at the same moment, and the leave lines about
 * them in their rooms. Used by the load thread only.
 */
final class Departures {

	private final Map<String, Integer> leaveLines = new HashMap<>();

	private final List<LoadClient> leaving;

	private final int[] leavingByRoom;

	Departures(LoadOptions options, List<LoadClient> clients) {
		this.leaving = clients.stream().filter((client) -> client.fate() == LoadClient.Fate.RESETS).toList();
		this.leavingByRoom = new int[options.rooms() + 1];
		for (LoadClient client : this.leaving) {
			this.leavingByRoom[client.room()]++;
			options.dialect()
				.leaveLine(client.name())
				.ifPresent((line) -> this.leaveLines.put(line, this.leaveLines.size()));
		}
	}

	/** Resets all these connections. */
	void happen() throws IOException {
		for (LoadClient client : this.leaving) {
			client.reset();
		}
	}

	/** Records a line if it is one of the leave lines, and returns whether it is. */
	boolean heard(LoadClient client, String line) {
		Integer index = this.leaveLines.get(line);
		if (index != null && this.leaving.get(index).room() != client.room()) {
			client.seen().addStray();
		}
		else if (index != null) {
			client.seen().addLeave(index);
		}
		return index != null;
	}

	/**
	 * Whether a client has received as many leave lines as there were resets in its room.
	 */
	boolean toldOf(LoadClient client) {
		return client.seen().leaves() >= this.leavingByRoom[client.room()];
	}

	/**
	 * How the leave lines of a client differ from exactly one for each reset in its room.
	 */
	Receipts receipts(LoadClient client) {
		SeenLines seen = client.seen();
		return Receipts.of(this.leavingByRoom[client.room()] - seen.left(), seen.leaves() - seen.left());
	}

}
