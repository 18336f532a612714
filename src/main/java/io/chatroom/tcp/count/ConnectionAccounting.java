package io.chatroom.tcp.count;

import java.net.InetAddress;
import java.util.function.Supplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.chatroom.protocol.CloseReason;

/**
 * Counts and logs one connection, from its first byte on. A connection that ends before
 * its first byte has a counter of its own, and so has one that is rejected. A check of
 * the service is not counted. Any thread. It logs while it holds its lock, which is this
 * connection's alone, so that no end is logged before its beginning.
 */
public final class ConnectionAccounting {

	private final String connection;

	private final Supplier<InetAddress> address;

	private final TcpCounters counters;

	private final ConnectionLog log;

	private final RejectionLog rejections;

	private final Runnable onEmpty;

	private volatile boolean check;

	/** Whether a byte has come. */
	@GuardedBy("this")
	private boolean heard;

	@GuardedBy("this")
	private boolean begun;

	/** Whether nothing is counted any more. */
	@GuardedBy("this")
	private boolean over;

	/**
	 * Creates the accounting of a connection that has not begun.
	 * @param connection the connection's id
	 * @param address returns where it comes from, as far as that is known
	 * @param onEmpty called when the peer ended it before its first byte
	 */
	public ConnectionAccounting(String connection, Supplier<InetAddress> address, TcpCounters counters,
			ConnectionLog log, RejectionLog rejections, Runnable onEmpty) {
		this.connection = connection;
		this.address = address;
		this.counters = counters;
		this.log = log;
		this.rejections = rejections;
		this.onEmpty = onEmpty;
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
	 * Notes that a byte has come.
	 */
	public synchronized void heard() {
		this.heard = true;
	}

	/**
	 * Notes that the connection has begun as a client's. It has no effect on a check.
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
		this.counters.countLine();
		if (this.check) {
			this.check = false;
			begin();
		}
	}

	/**
	 * Notes a rejection because of the first bytes. The connection is counted as that
	 * only, unless it has begun.
	 */
	public void rejected(RejectionReason reason) {
		synchronized (this) {
			this.over |= !this.begun;
		}
		if (reason == RejectionReason.PROXY_HEADER) {
			this.rejections.rejectedHeader(this.address.get());
		}
		else {
			this.rejections.rejected(reason, this.address.get());
		}
	}

	/**
	 * Notes the end. Only the first call counts.
	 * @param cause why it ended
	 * @param evictedBytes what was queued for an evicted client, -1 for another
	 */
	public synchronized void end(CloseReason cause, long evictedBytes) {
		if (this.over || this.check) {
			this.over = true;
			return;
		}
		boolean byPeer = cause == CloseReason.END_OF_STREAM || cause == CloseReason.RESET;
		if (byPeer && !this.heard && !this.begun) {
			endEmpty();
			return;
		}
		begin();
		this.over = true;
		this.log.ended(this.connection, this.address.get(), cause, evictedBytes);
		this.counters.countClosed(cause);
	}

	/**
	 * Notes that the peer ended the connection before its first byte.
	 */
	public synchronized void endEmpty() {
		this.over = true;
		this.log.endedEmpty(this.connection, this.address.get());
		this.counters.countEmpty();
		this.onEmpty.run();
	}

}
