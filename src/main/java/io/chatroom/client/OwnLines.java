package io.chatroom.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.ServerEvent;
import org.jspecify.annotations.Nullable;

/**
 * Queues the typed lines until the server has confirmed them: first those sent, then
 * those still to send. A program that types too fast waits; a user does not. Safe for any
 * thread.
 */
final class OwnLines {

	private static final int MOST = 256;

	/**
	 * Limit for a user. A user is not made to wait, because the waiting thread reads the
	 * keys.
	 */
	static final int MOST_OF_A_PERSON = 10_000;

	private final Consumer<List<String>> watcher;

	@GuardedBy("this")
	private final Deque<OwnLine> sent = new ArrayDeque<>();

	@GuardedBy("this")
	private final Deque<OwnLine> unsent = new ArrayDeque<>();

	/** Lines to send before the others, once the client has a name again. */
	@GuardedBy("this")
	private final Deque<OwnLine> kept = new ArrayDeque<>();

	@GuardedBy("this")
	private Gate gate = Gate.SHUT;

	@GuardedBy("this")
	private boolean named;

	@GuardedBy("this")
	private boolean refused;

	/**
	 * Creates an empty queue.
	 * @param watcher receives all unconfirmed lines on each change, but not while a name
	 * is asked for
	 */
	OwnLines(Consumer<List<String>> watcher) {
		this.watcher = watcher;
	}

	/**
	 * Adds a line, and waits while the queue is full.
	 */
	synchronized void add(OwnLine line) throws InterruptedException {
		put(line);
		while (size() >= MOST) {
			wait();
		}
	}

	/**
	 * Adds a line that a user typed.
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
	 * Adds {@code #quit} as the last line.
	 */
	synchronized void quit() {
		put(OwnLine.QUIT);
	}

	@GuardedBy("this")
	private int size() {
		return this.sent.size() + this.kept.size() + this.unsent.size();
	}

	@GuardedBy("this")
	private void put(OwnLine line) {
		this.unsent.add(line);
		changed();
	}

	/**
	 * Waits for a line that may be sent, and moves it to the sent lines.
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
	 * Returns whether a line may be sent now. After {@code #join} and {@code #login} none
	 * may until they are answered.
	 */
	synchronized boolean isNextHere() {
		OwnLine last = this.sent.peekLast();
		return this.gate != Gate.SHUT && !this.unsent.isEmpty() && (last == null || !(last.isJoin() || last.isLogin()));
	}

	/**
	 * Stops sending until another method allows it again.
	 */
	synchronized void shut() {
		this.gate = Gate.SHUT;
	}

	/**
	 * Allows one line to be sent, which is the name.
	 */
	synchronized void letNameThrough() {
		this.gate = Gate.ONE_NAME;
		this.named = false;
		changed();
	}

	/**
	 * Allows one line to be sent that the user has yet to type, which is the name. The
	 * lines already in the queue are kept until the name is accepted.
	 */
	synchronized void letNewNameThrough() {
		takeBack();
		this.kept.addAll(this.unsent);
		this.unsent.clear();
		letNameThrough();
	}

	/**
	 * Removes the name from the sent lines, and puts the kept lines back into the queue.
	 */
	synchronized void nameCameThrough() {
		this.sent.clear();
		while (!this.kept.isEmpty()) {
			this.unsent.addFirst(this.kept.removeLast());
		}
		changed();
	}

	/**
	 * Allows all lines to be sent.
	 */
	synchronized void open() {
		this.gate = Gate.OPEN;
		this.named = true;
		changed();
	}

	/**
	 * Moves all sent lines back, to be sent again.
	 */
	synchronized void takeBack() {
		while (!this.sent.isEmpty()) {
			this.unsent.addFirst(this.sent.removeLast());
		}
	}

	/**
	 * Removes the lines that an event confirms. The server processes the lines of a
	 * client in order, so all lines sent before a confirmed one are confirmed too.
	 * @param me the name that they were sent with
	 */
	synchronized void heard(ServerEvent event, @Nullable String me) {
		OwnLine oldest = this.sent.peek();
		if (oldest != null && Answers.isTo(oldest, event)) {
			this.refused |= event instanceof Refused;
			this.sent.remove();
			changed();
		}
		else if (this.sent.stream().anyMatch((line) -> Answers.isItself(line, event, me))) {
			OwnLine heard;
			do {
				heard = this.sent.remove();
			}
			while (!Answers.isItself(heard, event, me));
			changed();
		}
	}

	/**
	 * Returns the oldest sent line without an answer, null if there is none.
	 */
	synchronized @Nullable OwnLine oldest() {
		return this.sent.peek();
	}

	/**
	 * Returns all lines that are not confirmed, without passwords.
	 */
	synchronized List<String> texts() {
		return lines().map(OwnLine::shown).toList();
	}

	/**
	 * Returns whether the server refused a line.
	 */
	synchronized boolean wasRefused() {
		return this.refused;
	}

	/**
	 * Counts a line that the client did not send as refused.
	 */
	synchronized void leaveOut() {
		this.refused = true;
	}

	/**
	 * Returns the lines that would be lost if the client ended now, without passwords.
	 */
	synchronized List<String> notSaid() {
		return lines().filter((line) -> !line.isQuit()).map(OwnLine::shown).toList();
	}

	/**
	 * Drops the lines to send except {@code #quit}, and returns them.
	 */
	synchronized List<String> drop() {
		List<String> dropped = notSaid();
		this.sent.clear();
		this.kept.clear();
		this.unsent.removeIf((line) -> !line.isQuit());
		changed();
		return dropped;
	}

	@GuardedBy("this")
	private Stream<OwnLine> lines() {
		return Stream.of(this.sent, this.kept, this.unsent).flatMap(Deque::stream);
	}

	@GuardedBy("this")
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
