package io.chatroom.tcp;

import java.net.InetAddress;

import io.chatroom.protocol.CloseReason;
import io.chatroom.tcp.Recipient.Evicted;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs who has connected and sent something, and how that ended. Any thread.
 */
final class VisitLog {

	private static final Logger logger = LoggerFactory.getLogger(VisitLog.class);

	private final SampledLog opened = new SampledLog(logger, "Connected", System::nanoTime);

	private final SampledLog ended = new SampledLog(logger, "Disconnected", System::nanoTime);

	void opened(String connection, InetAddress from) {
		String address = AddressText.of(from);
		this.opened.say((line) -> line.addKeyValue("connection", connection).addKeyValue("address", address),
				" from {} as {}", address, connection);
	}

	/**
	 * Says that a connection has ended before its first byte.
	 */
	void endedEmpty(String connection, InetAddress from) {
		logger.debug("Ended before its first byte: from {} as {}", AddressText.of(from), connection);
	}

	/**
	 * Says that a connection has ended.
	 * @param evicted what waited for it, when it was given up for that
	 */
	void ended(String connection, InetAddress from, CloseReason why, @Nullable Evicted evicted) {
		String address = AddressText.of(from);
		String cause = why.cause();
		String more = (evicted != null) ? ", " + evicted.queuedBytes() + " bytes waited" : "";
		this.ended.say((line) -> line.addKeyValue("connection", connection)
			.addKeyValue("address", address)
			.addKeyValue("cause", cause), " from {} as {}: {}{}", address, connection, cause, more);
	}

}
