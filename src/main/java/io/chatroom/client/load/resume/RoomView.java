package io.chatroom.client.load.resume;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

import io.chatroom.protocol.Replayed;
import io.chatroom.protocol.Reply.Entered;
import io.chatroom.protocol.Reply.Prompt;
import io.chatroom.protocol.Reply.Renewed;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.ServerEvent;
import io.chatroom.protocol.Stamped;
import org.jspecify.annotations.Nullable;

/**
 * The events of a room as one client sees them, over all its connections: each is entered
 * into the ledger, and must follow the one before. The client's reader thread calls
 * {@link #heard}; others may look.
 */
final class RoomView {

	private final String name;

	private final NumberedLines lines;

	private final Ledgers ledgers;

	private final Faults faults;

	private final LongConsumer confirmed;

	private volatile @Nullable Ledger ledger;

	/** The number of the last event seen. */
	private volatile long position;

	/**
	 * Creates a view.
	 * @param name the client's name
	 * @param confirmed receives the number of each line that comes back to the client
	 */
	RoomView(String name, NumberedLines lines, Ledgers ledgers, Faults faults, LongConsumer confirmed) {
		this.name = name;
		this.lines = lines;
		this.ledgers = ledgers;
		this.faults = faults;
		this.confirmed = confirmed;
	}

	void heard(ServerEvent event) {
		switch (event) {
			case Prompt prompt -> expect(prompt);
			case Welcome welcome -> welcomed(this.ledgers.of(welcome.room(), welcome.epoch()), welcome.seq());
			case Entered entered -> begin(this.ledgers.of(entered.room(), entered.epoch()), entered.seq());
			case Renewed renewed -> begin(this.ledgers.of(renewed.room(), renewed.epoch()), renewed.seq());
			case Stamped stamped -> saw(stamped, false);
			case Replayed(Stamped stamped) -> saw(stamped, true);
			default -> {
				// is not about the room
			}
		}
	}

	/** Whether others have seen events that are still to come here. */
	boolean isBehind() {
		Ledger now = this.ledger;
		return now != null && this.position < now.head();
	}

	/**
	 * The room may have another numbering after a loss. Then the client asks for all
	 * events of it.
	 */
	private void expect(Prompt prompt) {
		Ledger now = this.ledger;
		if (now != null && now.room().equals(prompt.room()) && !now.epoch().equals(prompt.epoch())) {
			begin(this.ledgers.of(prompt.room(), prompt.epoch()), 0);
		}
	}

	private void welcomed(Ledger now, long seq) {
		if (now.equals(this.ledger)) {
			// its own join, after all that it has missed
			now.saw(seq);
			came(now, seq);
		}
		else {
			begin(now, seq);
		}
	}

	private void begin(Ledger now, long seq) {
		if (seq > 0) {
			now.saw(seq);
		}
		this.position = seq;
		this.ledger = now;
	}

	private void saw(Stamped stamped, boolean repeated) {
		Ledger now = this.ledger;
		if (now == null || !now.room().equals(stamped.room())) {
			this.faults.add(Fault.STRAY,
					String.format(Locale.ROOT, "#%d of %s at %s", stamped.seq(), stamped.room(), this.name));
			return;
		}
		now.saw(stamped.seq(), stamped.event());
		if (stamped.seq() > this.position) {
			came(now, stamped.seq());
			confirm(now, stamped.event());
		}
		else if (!repeated) {
			this.faults.add(Fault.AGAIN, now.at(stamped.seq()) + " at " + this.name);
		}
	}

	private void came(Ledger now, long seq) {
		long missed = seq - this.position - 1;
		if (missed > 0) {
			this.faults.add(Fault.GAP, missed, now.at(this.position + 1) + " at " + this.name);
		}
		this.position = Math.max(this.position, seq);
	}

	private void confirm(Ledger now, RoomEvent event) {
		OptionalLong number = this.lines.number(event);
		if (number.isPresent() && event instanceof Said said && said.from().equals(this.name)) {
			now.confirmed(this.name, number.getAsLong());
			this.confirmed.accept(number.getAsLong());
		}
	}

}
