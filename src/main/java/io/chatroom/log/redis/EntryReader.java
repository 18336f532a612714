package io.chatroom.log.redis;

import java.util.ArrayList;
import java.util.List;

import io.chatroom.chat.Entry;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;

/**
 * Reads entries of rooms. All methods wait for the engine, and throw an
 * {@link EngineException} if it does not answer. Any thread.
 */
final class EntryReader {

	private static final int PIECE = 16;

	private final EngineConnection engine;

	private final EngineQuestions questions;

	private final Keys keys;

	private final ClientIds ids;

	private final int maxEvents;

	private final long maxBytes;

	/**
	 * Creates a reader.
	 * @param ids how clients are called elsewhere
	 * @param maxEvents how many entries of a room {@link #latest} reads, about
	 * @param maxBytes stops when these have more bytes
	 */
	EntryReader(EngineConnection engine, Keys keys, ClientIds ids, int maxEvents, long maxBytes) {
		this.engine = engine;
		this.questions = new EngineQuestions(engine);
		this.keys = keys;
		this.ids = ids;
		this.maxEvents = maxEvents;
		this.maxBytes = maxBytes;
	}

	/**
	 * Returns the latest entries of a room up to a number.
	 */
	List<Entry> latest(String room, long last) {
		List<List<Entry>> newestFirst = new ArrayList<>();
		int events = 0;
		long bytes = 0;
		long next = last;
		boolean more = true;
		boolean known = true;
		while (more && known && events < this.maxEvents && bytes <= this.maxBytes) {
			Range<String> range = Range.create("-", next + "-0");
			List<StreamMessage<String, String>> piece = this.questions.ask(() -> this.engine
				.send((commands) -> commands.xrevrange(this.keys.log(room), range, Limit.from(PIECE))));
			more = piece.size() == PIECE;
			for (StreamMessage<String, String> message : piece) {
				StoredBatch batch = StoredBatch.of(message);
				// what is older would be before a gap
				known &= batch.isKnown();
				if (known && events < this.maxEvents && bytes <= this.maxBytes) {
					List<Entry> entries = batch.entries(room, this.ids, null);
					newestFirst.add(entries);
					events += entries.size();
					bytes += Character.BYTES * (long) batch.length();
					next = batch.last() - 1;
				}
			}
		}
		return newestFirst.reversed().stream().flatMap(List::stream).toList();
	}

	/**
	 * Returns the next entries of a room after a number.
	 */
	List<Entry> read(String room, long after, int most) {
		List<Entry> entries = new ArrayList<>();
		String from = (after + 1) + "-0";
		int found = PIECE;
		while (entries.size() < most && found == PIECE) {
			Range<String> range = Range.create(from, "+");
			List<StreamMessage<String, String>> piece = this.questions.ask(() -> this.engine
				.send((commands) -> commands.xrange(this.keys.log(room), range, Limit.from(PIECE))));
			found = piece.size();
			for (StreamMessage<String, String> message : piece) {
				StoredBatch batch = StoredBatch.of(message);
				if (!batch.isKnown()) {
					return entries;
				}
				batch.entries(room, this.ids, null)
					.stream()
					.filter((entry) -> entry.seq() > after && entries.size() < most)
					.forEach(entries::add);
				from = (batch.last() + 1) + "-0";
			}
		}
		return entries;
	}

	/**
	 * Returns what was appended to a room after a number, until another one.
	 */
	List<StoredBatch> batches(String room, long after, long until) {
		return this.questions
			.ask(() -> this.engine.send(
					(commands) -> commands.xrange(this.keys.log(room), Range.create((after + 1) + "-0", until + "-0"))))
			.stream()
			.map(StoredBatch::of)
			.toList();
	}

}
