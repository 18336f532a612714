package io.chatroom.tcp;

import java.net.InetAddress;
import java.util.function.Supplier;

import io.chatroom.tcp.count.ConnectionAccounting;
import io.chatroom.tcp.count.ConnectionLog;
import io.chatroom.tcp.count.RejectionLog;
import io.chatroom.tcp.count.TcpCounters;
import io.chatroom.tcp.out.FanOut;
import io.chatroom.tcp.socket.InputPoller;
import io.chatroom.tcp.socket.NanoClock;

/**
 * What all connections of a factory share. Any thread.
 *
 * @param settings the settings of all connections
 * @param clock the time for the limits and deadlines of clients
 * @param counters counts what they send, receive and cause
 * @param connectionLog logs how they begin and end
 * @param rejectionLog counts and logs rejected ones
 * @param fanOut creates their outboxes, and writes them
 * @param poller wakes their readers
 */
record SharedParts(TcpSettings settings, NanoClock clock, TcpCounters counters, ConnectionLog connectionLog,
		RejectionLog rejectionLog, FanOut fanOut, InputPoller poller) {

	static SharedParts of(TcpSettings settings, NanoClock clock) {
		TcpCounters counters = new TcpCounters();
		// half of the cores: readers want the others
		int writers = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
		return new SharedParts(settings, clock, counters, new ConnectionLog(),
				new RejectionLog(settings.proxies()::isProxy, counters, clock::nanoTime),
				new FanOut(writers, settings.outbox(), counters::countDelivered, counters::countEvicted),
				new InputPoller());
	}

	/**
	 * Creates the accounting of a connection.
	 * @param id the connection's id
	 * @param address returns where it comes from, as far as that is known
	 * @param onEmpty called when the peer ended it before its first byte
	 */
	ConnectionAccounting newAccounting(String id, Supplier<InetAddress> address, Runnable onEmpty) {
		return new ConnectionAccounting(id, address, this.counters, this.connectionLog, this.rejectionLog, onEmpty);
	}

}
