package io.chatroom.client.load.resume;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

import io.chatroom.client.HostAndPort;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.Stamped;

/**
 * Compares the history that one server has of a room with the ledger: no gap, the same
 * events, each sender's lines in their order, and all lines that came back to their
 * senders.
 */
final class HistoryCheck {

	private final HostAndPort server;

	private final Ledger ledger;

	private final NumberedLines lines;

	private final Faults faults;

	private final Map<String, BitSet> missing;

	private final Map<String, Long> latest = new HashMap<>();

	private final long head;

	private long position;

	/**
	 * Creates a check.
	 * @param head the number of the last event that the history must have
	 */
	HistoryCheck(HostAndPort server, Ledger ledger, long head, NumberedLines lines, Faults faults) {
		this.server = server;
		this.ledger = ledger;
		this.lines = lines;
		this.faults = faults;
		this.head = head;
		this.missing = ledger.confirmedLines();
		this.position = ledger.first() - 1;
	}

	/** The number after which the history is to be read. */
	long position() {
		return this.position;
	}

	/** Whether the history goes on, but has not come here yet. */
	boolean isShort() {
		return this.position < this.head;
	}

	/** Checks the next event. */
	void add(Stamped stamped) {
		long seq = stamped.seq();
		if (seq != this.position + 1) {
			this.faults.add((seq > this.position) ? Fault.GAP : Fault.AGAIN, at(seq));
		}
		this.position = seq;
		this.ledger.saw(seq, stamped.event());
		OptionalLong number = this.lines.number(stamped.event());
		if (number.isPresent() && stamped.event() instanceof Said said) {
			Long before = this.latest.put(said.from(), number.getAsLong());
			if (before != null && before >= number.getAsLong()) {
				this.faults.add(Fault.DISORDER, at(seq));
			}
			BitSet lacking = this.missing.get(said.from());
			if (lacking != null) {
				lacking.clear((int) number.getAsLong());
			}
		}
	}

	/** Checks that nothing is missing. */
	void end() {
		if (isShort()) {
			this.faults.add(Fault.GAP, this.head - this.position, at(this.position + 1));
		}
		this.missing.forEach((from, numbers) -> {
			if (!numbers.isEmpty()) {
				this.faults.add(Fault.NOT_KEPT, numbers.cardinality(), String.format(Locale.ROOT,
						"line %d of %s in %s at %s", numbers.nextSetBit(0), from, this.ledger.room(), this.server));
			}
		});
	}

	private String at(long seq) {
		return this.ledger.at(seq) + " in the history of " + this.server;
	}

}
