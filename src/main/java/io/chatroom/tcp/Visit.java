package io.chatroom.tcp;

import java.net.InetAddress;

import io.chatroom.protocol.CloseReason;
import io.chatroom.tcp.Recipient.Evicted;
import org.jspecify.annotations.Nullable;

/**
 * What is counted and logged of one connection. It counts from its first byte on. One
 * that ends before has a counter of its own; a check, and one that was refused, count
 * nowhere here. Any thread.
 */
final class Visit {

	private final String connection;

	private final TcpCounters counters;

	private final VisitLog log;

	private volatile boolean check;

	/** Guarded by this. */
	private boolean begun;

	/** Whether nothing is counted any more. Guarded by this. */
	private boolean over;

	/**
	 * Creates one that has not begun.
	 * @param connection the connection's id
	 * @param check whether the service itself has connected
	 */
	Visit(String connection, boolean check, TcpCounters counters, VisitLog log) {
		this.connection = connection;
		this.check = check;
		this.counters = counters;
		this.log = log;
	}

	/**
	 * Says that a proxy has connected for itself.
	 */
	void isCheckUntilItSpeaks() {
		this.check = true;
	}

	/**
	 * Returns whether the service, or a proxy, has connected to see whether all is well,
	 * and has said nothing else yet.
	 */
	boolean isCheck() {
		return this.check;
	}

	/**
	 * Says that something came from a peer that is no check.
	 */
	synchronized void begin(InetAddress from) {
		if (!this.begun && !this.over && !this.check) {
			this.begun = true;
			this.counters.countOpened();
			this.log.opened(this.connection, from);
		}
	}

	/**
	 * Says that a line came, after which it is no check.
	 */
	void speak(InetAddress from) {
		this.check = false;
		begin(from);
	}

	/**
	 * Says that it was refused, and is counted as that and as nothing else, unless it has
	 * begun before.
	 */
	synchronized void refuse() {
		this.over |= !this.begun;
	}

	/**
	 * Says that the connection has ended.
	 * @param cause why
	 * @param heard whether a byte has come
	 * @param evicted what waited for it, when it was given up for that
	 * @return whether the peer ended it before its first byte
	 */
	synchronized boolean end(InetAddress from, CloseReason cause, boolean heard, @Nullable Evicted evicted) {
		if (this.over || this.check) {
			this.over = true;
			return false;
		}
		boolean byPeer = cause == CloseReason.END_OF_STREAM || cause == CloseReason.RESET;
		if (byPeer && !heard && !this.begun) {
			endEmpty(from);
			return true;
		}
		begin(from);
		this.over = true;
		this.log.ended(this.connection, from, cause, evicted);
		this.counters.countClosed(cause);
		return false;
	}

	/**
	 * Says that the peer ended the connection before its first byte.
	 */
	synchronized void endEmpty(InetAddress from) {
		this.over = true;
		this.log.endedEmpty(this.connection, from);
		this.counters.countEmpty();
	}

}
