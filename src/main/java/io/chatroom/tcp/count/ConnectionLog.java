package io.chatroom.tcp.count;

import java.net.InetAddress;

import io.chatroom.protocol.AddressText;
import io.chatroom.protocol.CloseReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs connections that have sent something, and how they ended. Any thread.
 */
public final class ConnectionLog {

	private static final Logger logger = LoggerFactory.getLogger(ConnectionLog.class);

	// real time, because people read the log in it
	private final SampledLog opened = new SampledLog(logger, "Connected", System::nanoTime);

	private final SampledLog ended = new SampledLog(logger, "Disconnected", System::nanoTime);

	/** Of clients that were sent away. However many others end, these are logged. */
	private final SampledLog sentAway = new SampledLog(logger, "Disconnected", System::nanoTime);

	/**
	 * Logs a connection at its first byte.
	 */
	void opened(String connection, InetAddress from) {
		String address = AddressText.of(from);
		this.opened.say((line) -> line.addKeyValue("connection", connection).addKeyValue("address", address),
				" from {} as {}", address, connection);
	}

	/**
	 * Logs a connection that ended before its first byte, at debug level.
	 */
	void endedEmpty(String connection, InetAddress from) {
		logger.debug("Ended before its first byte: from {} as {}", AddressText.of(from), connection);
	}

	/**
	 * Logs the end of a connection.
	 * @param evictedBytes what was queued for an evicted client, -1 for another
	 */
	void ended(String connection, InetAddress from, CloseReason why, long evictedBytes) {
		String address = AddressText.of(from);
		String cause = why.cause();
		String more = (evictedBytes >= 0) ? ", " + evictedBytes + " bytes waited" : "";
		SampledLog log = isSentAway(why) ? this.sentAway : this.ended;
		log.say((line) -> line.addKeyValue("connection", connection)
			.addKeyValue("address", address)
			.addKeyValue("cause", cause), " from {} as {}: {}{}", address, connection, cause, more);
	}

	private static boolean isSentAway(CloseReason why) {
		return why == CloseReason.KICKED || why == CloseReason.BANNED || why == CloseReason.TOO_MANY_TRIES;
	}

}
