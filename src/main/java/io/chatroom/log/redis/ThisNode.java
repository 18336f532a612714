package io.chatroom.log.redis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * The node that this process is. Its name stays; it gets another incarnation when the
 * others have taken it for dead. The chat knows a client of this process by the id of its
 * connection, and others by the id that they have in the cluster. Any thread.
 */
public final class ThisNode implements ClientIds {

	private final String name;

	/** The first incarnation of this process; earlier ones were other processes. */
	private volatile long first;

	private volatile @Nullable Node current;

	/** Whether its last incarnation has ended, and the next has not begun. */
	@GuardedBy("this")
	private boolean ended;

	/**
	 * Creates a node that has no incarnation yet.
	 * @param name its name, without a dot
	 */
	public ThisNode(String name) {
		this.name = name;
	}

	/**
	 * Returns its name.
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Begins another incarnation. One thread at a time.
	 */
	synchronized void become(long incarnation) {
		this.first = (this.first == 0) ? incarnation : this.first;
		this.current = new Node(this.name, incarnation);
		this.ended = false;
		notifyAll();
	}

	/**
	 * Ends the incarnation.
	 */
	synchronized void end() {
		this.ended = true;
	}

	/**
	 * Waits while there is none, and returns the next.
	 */
	synchronized Node awaitCurrent() throws InterruptedException {
		while (this.ended) {
			wait();
		}
		return current();
	}

	/**
	 * Returns its incarnation, 0 before the first one.
	 */
	public Node current() {
		Node now = this.current;
		return (now != null) ? now : new Node(this.name, 0);
	}

	@Override
	public String kept(String client) {
		return ClientIds.isOwn(client) ? current().client(client) : client;
	}

	@Override
	public String known(String kept) {
		int end = kept.indexOf('.');
		int next = kept.indexOf('.', end + 1);
		boolean isOwn = next > 0 && kept.substring(0, end).equals(this.name) && this.first > 0
				&& Long.parseLong(kept, end + 1, next, 10) >= this.first;
		return isOwn ? kept.substring(next + 1) : kept;
	}

	/**
	 * Returns the name of the node of a client.
	 * @param kept its id in the cluster
	 */
	static String nodeOf(String kept) {
		return kept.substring(0, kept.indexOf('.'));
	}

}
