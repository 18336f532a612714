package io.chatroom.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.chatroom.client.ServerEvent.Refused;
import org.jspecify.annotations.Nullable;

/**
 * What was typed and has not come back, in order: first what was sent, then what is to be
 * sent. A program that types waits while there is much of it. Any thread.
 */
final class OwnLines {

	private static final int MOST = 256;

	/** A person is not kept waiting: what reads the keys is what would wait. */
	static final int MOST_OF_A_PERSON = 10_000;

	private final Consumer<List<String>> watcher;

	// guarded by this, as all that follows
	private final Deque<OwnLine> sent = new ArrayDeque<>();

	private final Deque<OwnLine> unsent = new ArrayDeque<>();

	/** To be sent before them, once there is a name again. */
	private final Deque<OwnLine> kept = new ArrayDeque<>();

	private Gate gate = Gate.SHUT;

	private boolean named;

	private boolean refused;

	/**
	 * Creates none.
	 * @param watcher is shown them whenever they change, once they are no names
	 */
	OwnLines(Consumer<List<String>> watcher) {
		this.watcher = watcher;
	}

	/**
	 * Adds one, and waits for room for another.
	 */
	synchronized void add(OwnLine line) throws InterruptedException {
		put(line);
		while (size() >= MOST) {
			wait();
		}
	}

	/**
	 * Adds one of a person.
	 * @return whether there was room
	 */
	synchronized boolean offer(OwnLine line) {
		boolean room = size() < MOST_OF_A_PERSON;
		if (room) {
			put(line);
		}
		return room;
	}

	/**
	 * Adds the last one.
	 */
	synchronized void quit() {
		put(OwnLine.QUIT);
	}

	private int size() {
		return this.sent.size() + this.kept.size() + this.unsent.size();
	}

	private void put(OwnLine line) {
		this.unsent.add(line);
		changed();
	}

	/**
	 * Waits for one that may be sent.
	 */
	synchronized OwnLine next() throws InterruptedException {
		while (!isNextHere()) {
			wait();
		}
		OwnLine line = this.unsent.remove();
		this.sent.add(line);
		if (this.gate == Gate.ONE_NAME) {
			this.gate = Gate.SHUT;
		}
		return line;
	}

	/**
	 * Returns whether one may be sent now.
	 */
	synchronized boolean isNextHere() {
		return this.gate != Gate.SHUT && !this.unsent.isEmpty();
	}

	/**
	 * Lets nothing through until something else is said.
	 */
	synchronized void shut() {
		this.gate = Gate.SHUT;
	}

	/**
	 * Lets one through, which is a name.
	 */
	synchronized void letNameThrough() {
		this.gate = Gate.ONE_NAME;
		this.named = false;
		changed();
	}

	/**
	 * Lets one through that is still to be typed, and is a name: what is here is none.
	 */
	synchronized void letNewNameThrough() {
		takeBack();
		this.kept.addAll(this.unsent);
		this.unsent.clear();
		letNameThrough();
	}

	/**
	 * Forgets the name that was let through.
	 */
	synchronized void nameCameThrough() {
		this.sent.clear();
		while (!this.kept.isEmpty()) {
			this.unsent.addFirst(this.kept.removeLast());
		}
		changed();
	}

	/**
	 * Lets all through from now on.
	 */
	synchronized void open() {
		this.gate = Gate.OPEN;
		this.named = true;
		changed();
	}

	/**
	 * Takes back what was sent: it is to be sent again.
	 */
	synchronized void takeBack() {
		while (!this.sent.isEmpty()) {
			this.unsent.addFirst(this.sent.removeLast());
		}
	}

	/**
	 * Strikes off what an event answers. The server hears a client's lines in order: what
	 * was sent before one that came back has been heard as well.
	 * @param me the name that they were said with
	 */
	synchronized void heard(ServerEvent event, @Nullable String me) {
		OwnLine oldest = this.sent.peek();
		if (oldest != null && oldest.isAnsweredBy(event)) {
			this.refused |= event instanceof Refused;
			this.sent.remove();
			changed();
		}
		else if (this.sent.stream().anyMatch((line) -> line.cameBackAs(event, me))) {
			OwnLine heard;
			do {
				heard = this.sent.remove();
			}
			while (!heard.cameBackAs(event, me));
			changed();
		}
	}

	/**
	 * Returns the one that waits longest for its answer, null when none does.
	 */
	synchronized @Nullable OwnLine oldest() {
		return this.sent.peek();
	}

	/**
	 * Returns what has not come back.
	 */
	synchronized List<String> texts() {
		return lines().map(OwnLine::text).toList();
	}

	/**
	 * Returns whether one came to nothing.
	 */
	synchronized boolean wasRefused() {
		return this.refused;
	}

	/**
	 * Returns what would be lost if this were the end.
	 */
	synchronized List<String> notSaid() {
		return lines().filter((line) -> !line.isQuit()).map(OwnLine::text).toList();
	}

	private Stream<OwnLine> lines() {
		return Stream.of(this.sent, this.kept, this.unsent).flatMap(Deque::stream);
	}

	private void changed() {
		notifyAll();
		if (this.named) {
			this.watcher.accept(texts());
		}
	}

	private enum Gate {

		SHUT, ONE_NAME, OPEN

	}

}
