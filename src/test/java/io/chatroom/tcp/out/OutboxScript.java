package io.chatroom.tcp.out;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.chatroom.tcp.count.Delivered;

/**
 * One peer with its outbox, the writer that a test turns, and a log that it may follow.
 * What is told or appended are words; each is a line.
 */
class OutboxScript {

	final Delivered delivered = new Delivered();

	final Writer writer = new Writer(new OutboxLimits(10_000, Duration.ofSeconds(1)), this.delivered, (reason) -> {
	}, () -> {
	}, () -> 0);

	final Log log = new Log(List.of(this.writer));

	final Peer peer = new Peer();

	final Outbox outbox = this.peer.outbox(this.writer);

	OutboxScript() throws IOException {
	}

	/**
	 * Tells four lines and appends four, in turn.
	 */
	void fill() {
		tell("own1");
		this.outbox.follow(this.log);
		append("all1");
		append("all2");
		tell("own2");
		tell("own3");
		append("all3");
		tell("own4");
		append("all4");
	}

	void tell(String text) {
		this.outbox.tell(Peer.line(text));
	}

	void append(String text) {
		append(this.log, text);
	}

	/** Writes until nothing more is written, and returns all that the peer has. */
	String written() throws IOException {
		int before;
		do {
			before = this.peer.bytes();
			write();
		}
		while (this.peer.bytes() > before);
		return this.peer.text();
	}

	void write() throws IOException {
		this.writer.turn();
		this.writer.poll();
	}

	static void append(Log log, String text) {
		Delivery delivery = new Delivery(() -> 0, (nanos) -> {
		});
		log.append(Peer.line(text), 1, delivery);
		delivery.end();
	}

}
