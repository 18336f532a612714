package io.chatroom.tcp.count;

import java.net.InetAddress;
import java.util.function.Supplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.chatroom.protocol.CloseReason;

/**
 * Counts and logs one connection, from its first byte on. A connection that ends before
 * its first byte has a counter of its own. A check of the service, and a connection that
 * was rejected, are not counted here. Any thread. It logs while it holds its lock, which
 * is this connection's alone, so that no end is logged before its beginning.
 */
public final class ConnectionAccounting {

	private final String connection;

	private final Supplier<InetAddress> address;

	private final TcpCounters counters;

	private final ConnectionLog log;

	private volatile boolean check;

	@GuardedBy("this")
	private boolean begun;

	/** Whether nothing is counted any more. */
	@GuardedBy("this")
	private boolean over;

	/**
	 * Creates the accounting of a connection that has not begun.
	 * @param connection the connection's id
	 * @param address returns where it comes from, as far as that is known
	 */
	public ConnectionAccounting(String connection, Supplier<InetAddress> address, TcpCounters counters,
			ConnectionLog log) {
		this.connection = connection;
		this.address = address;
		this.counters = counters;
		this.log = log;
	}

	/**
	 * Notes that a proxy has connected for itself. This is a check until it sends a line.
	 */
	public void proxyChecks() {
		this.check = true;
	}

	/**
	 * Returns whether a proxy has connected to check the service, and has sent no line.
	 */
	public boolean isCheck() {
		return this.check;
	}

	/**
	 * Notes the first byte. It has no effect on a check.
	 */
	public synchronized void begin() {
		if (!this.begun && !this.over && !this.check) {
			this.begun = true;
			this.counters.countOpened();
			this.log.opened(this.connection, this.address.get());
		}
	}

	/**
	 * Notes a line. The connection is no check any more.
	 */
	public void lineReceived() {
		if (this.check) {
			this.check = false;
			begin();
		}
	}

	/**
	 * Notes a rejection. The connection is counted as that only, unless it has begun.
	 */
	public synchronized void rejected() {
		this.over |= !this.begun;
	}

	/**
	 * Notes the end. Only the first call counts.
	 * @param cause why it ended
	 * @param heard whether a byte has come
	 * @param evictedBytes what was queued for an evicted client, -1 for another
	 * @return whether the peer ended it before its first byte
	 */
	public synchronized boolean end(CloseReason cause, boolean heard, long evictedBytes) {
		if (this.over || this.check) {
			this.over = true;
			return false;
		}
		boolean byPeer = cause == CloseReason.END_OF_STREAM || cause == CloseReason.RESET;
		if (byPeer && !heard && !this.begun) {
			endEmpty();
			return true;
		}
		begin();
		this.over = true;
		this.log.ended(this.connection, this.address.get(), cause, evictedBytes);
		this.counters.countClosed(cause);
		return false;
	}

	/**
	 * Notes that the peer ended the connection before its first byte.
	 */
	public synchronized void endEmpty() {
		this.over = true;
		this.log.endedEmpty(this.connection, this.address.get());
		this.counters.countEmpty();
	}

}
