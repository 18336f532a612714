package io.chatroom.tcp.out;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.chatroom.protocol.CloseReason;
import io.chatroom.tcp.count.Delivered;

/**
 * One peer that follows a log, and the writer that a test turns.
 */
class WriterScript {

	static final int MAX_BYTES = 1000;

	static final Duration STALL_TIMEOUT = Duration.ofSeconds(5);

	final List<CloseReason> evicted = new ArrayList<>();

	int sweeps;

	long now;

	final Writer writer = new Writer(new OutboxLimits(MAX_BYTES, STALL_TIMEOUT), new Delivered(), this.evicted::add,
			() -> this.sweeps++, () -> this.now);

	final Log log = new Log(List.of(this.writer));

	final Peer peer = new Peer();

	final Outbox outbox = this.peer.follow(this.log, this.writer);

	WriterScript() throws IOException {
		this.writer.turn();
	}

	void append(String text) {
		OutboxScript.append(this.log, text);
	}

	void laterBy(Duration time) throws IOException {
		this.now += time.toNanos();
		this.writer.turn();
	}

}
