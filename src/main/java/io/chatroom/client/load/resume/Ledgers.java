package io.chatroom.client.load.resume;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The ledgers of all rooms, one for each numbering. Safe for any thread. */
final class Ledgers {

	private final Map<List<String>, Ledger> all = new ConcurrentHashMap<>();

	private final NumberedLines lines;

	private final Faults faults;

	Ledgers(NumberedLines lines, Faults faults) {
		this.lines = lines;
		this.faults = faults;
	}

	/** The ledger of a room under one numbering. A room should have only one. */
	synchronized Ledger of(String room, String epoch) {
		Ledger ledger = this.all.get(List.of(room, epoch));
		if (ledger == null) {
			ledger = new Ledger(room, epoch, this.lines, this.faults);
			if (this.all.values().stream().anyMatch((other) -> other.room().equals(room))) {
				this.faults.add(Fault.RENEWED, room);
			}
			this.all.put(List.of(room, epoch), ledger);
		}
		return ledger;
	}

	Collection<Ledger> all() {
		return this.all.values();
	}

	long confirmed() {
		return this.all.values().stream().mapToLong(Ledger::confirmed).sum();
	}

}
