package io.chatroom.log.redis;

import java.util.ArrayList;
import java.util.List;

import io.chatroom.chat.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands over to a room what was read of it. Nothing that this version cannot read is
 * handed over, nor anything after it. Used by the thread that follows the room.
 */
final class Delivery {

	private static final Logger logger = LoggerFactory.getLogger(Delivery.class);

	private final ClientIds ids;

	private final LogStatistics statistics;

	private final Runnable onOutdated;

	/**
	 * Creates it.
	 * @param ids how clients are called elsewhere
	 * @param onOutdated is called when there is an entry that this version cannot read;
	 * must not wait
	 */
	Delivery(ClientIds ids, LogStatistics statistics, Runnable onOutdated) {
		this.ids = ids;
		this.statistics = statistics;
		this.onOutdated = onOutdated;
	}

	/**
	 * Hands over the next batches of a room.
	 * @return how many entries they have
	 */
	int handOver(OpenRoom room, List<StoredBatch> batches) {
		List<Entry> entries = new ArrayList<>();
		for (StoredBatch batch : batches) {
			if (!batch.isKnown()) {
				room.outdated = true;
				logger
					.error("{} has an entry that this version of the chat cannot read (version {}; this one knows {})."
							+ " Update this node", room.name, batch.version(), StoredBatch.VERSION);
				this.onOutdated.run();
				break;
			}
			Batch own = room.outgoing.expected.remove(batch.writer());
			entries.addAll(batch.entries(room.name, this.ids, own));
			room.seen = batch.last();
			room.mark = batch.mark();
			if (own != null) {
				this.statistics.handedOver(own);
			}
		}
		try {
			if (!entries.isEmpty()) {
				room.handOver(entries);
			}
		}
		catch (RuntimeException ex) {
			logger.error("What was said in {} could not be delivered", room.name, ex);
		}
		return entries.size();
	}

}
