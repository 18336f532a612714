package io.chatroom.log.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.chatroom.chat.Entry;
import io.chatroom.chat.KeptRoom;
import io.chatroom.chat.Member;
import io.chatroom.protocol.Reply.RoomLine;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import org.jspecify.annotations.Nullable;

/**
 * Reads rooms. All methods wait for the engine, and throw an {@link EngineException} if
 * it does not answer. Any thread.
 */
final class RoomReader {

	private static final Script NAME = Script.read("name");

	private static final Script OPEN = Script.read("open");

	private static final int PIECE = 16;

	/** How long a read waits for an engine that has just gone. */
	private static final Duration BLINK = Duration.ofSeconds(2);

	private final EngineConnection engine;

	private final Keys keys;

	private final ClientIds ids;

	private final Supplier<String> newEpoch;

	private final int maxEvents;

	private final long maxBytes;

	/**
	 * Creates a reader.
	 * @param ids how clients are called elsewhere
	 * @param newEpoch returns another word at each call
	 * @param maxEvents how many entries of a room {@link #find} reads, about
	 * @param maxBytes stops when these have more bytes
	 */
	RoomReader(EngineConnection engine, Keys keys, ClientIds ids, Supplier<String> newEpoch, int maxEvents,
			long maxBytes) {
		this.engine = engine;
		this.keys = keys;
		this.ids = ids;
		this.newEpoch = newEpoch;
		this.maxEvents = maxEvents;
		this.maxBytes = maxBytes;
	}

	/**
	 * Returns the room that has one of the keys. A new one gets an epoch.
	 */
	KeptRoom find(String name, Collection<String> nameKeys) {
		List<String> arguments = new ArrayList<>(List.of(name));
		arguments.addAll(nameKeys);
		String room = (String) ask(() -> this.engine.run(NAME, List.of(this.keys.shared("room")), arguments))
			.getFirst();
		KeptRoom kept = load(room);
		ask(() -> this.engine.send((commands) -> commands.hset(this.keys.shared("epoch"), kept.epoch(), kept.name())));
		return kept;
	}

	/**
	 * Returns what is kept of a room.
	 */
	KeptRoom load(String room) {
		List<Object> kept = ask(() -> this.engine.run(OPEN, List.of(this.keys.meta(room), this.keys.here(room)),
				List.of(this.newEpoch.get())));
		long last = (Long) kept.get(1);
		return new KeptRoom(room, (String) kept.get(0), last, (String) kept.get(2), (String) kept.get(3),
				members(room, (List<?>) kept.get(4)), latest(room, last));
	}

	private List<Member> members(String room, List<?> here) {
		List<Placed> members = new ArrayList<>();
		for (int i = 0; i < here.size(); i += 2) {
			String[] words = ((String) here.get(i + 1)).split(" ", 4);
			members.add(new Placed(Long.parseLong(words[0]), new Member(room, this.ids.known((String) here.get(i)),
					words[2], words[3], Instant.ofEpochMilli(Long.parseLong(words[1])))));
		}
		members.sort(Comparator.comparingLong(Placed::place));
		return members.stream().map(Placed::member).toList();
	}

	private List<Entry> latest(String room, long last) {
		List<List<Entry>> newestFirst = new ArrayList<>();
		int events = 0;
		long bytes = 0;
		long next = last;
		boolean more = true;
		boolean known = true;
		while (more && known && events < this.maxEvents && bytes <= this.maxBytes) {
			Range<String> range = Range.create("-", next + "-0");
			List<StreamMessage<String, String>> piece = ask(() -> this.engine
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
			List<StreamMessage<String, String>> piece = ask(() -> this.engine
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
		return ask(() -> this.engine
			.send((commands) -> commands.xrange(this.keys.log(room), Range.create((after + 1) + "-0", until + "-0"))))
			.stream()
			.map(StoredBatch::of)
			.toList();
	}

	/**
	 * Returns the name of the room with an epoch, or null.
	 */
	@Nullable String named(String epoch) {
		return askNullable(() -> this.engine.send((commands) -> commands.hget(this.keys.shared("epoch"), epoch)));
	}

	/**
	 * Returns the rooms that have a topic or members, those first that were used last.
	 */
	List<RoomLine> rooms(int most) {
		List<RoomLine> lines = new ArrayList<>();
		long from = 0;
		int found = most;
		while (lines.size() < most && found == most) {
			long start = from;
			List<String> names = ask(() -> this.engine.<List<String>>send(
					(commands) -> commands.zrevrange(this.keys.shared("used"), start, start + most - 1)));
			List<CompletionStage<RoomLine>> piece = names.stream().map(this::line).toList();
			piece.forEach((line) -> {
				RoomLine made = ask(() -> line);
				if (lines.size() < most && (made.members() > 0 || !made.topic().isEmpty())) {
					lines.add(made);
				}
			});
			from += most;
			found = names.size();
		}
		return lines;
	}

	private CompletionStage<RoomLine> line(String room) {
		CompletionStage<String> topic = this.engine.send((commands) -> commands.hget(this.keys.meta(room), "topic"));
		CompletionStage<Long> members = this.engine.send((commands) -> commands.hlen(this.keys.here(room)));
		return topic.thenCombine(members,
				(text, count) -> new RoomLine(room, count, Objects.requireNonNullElse(text, "")));
	}

	private <T> T ask(Supplier<? extends CompletionStage<T>> question) {
		return Objects.requireNonNull(askNullable(question));
	}

	/**
	 * Waits for an answer. Asks once more if the engine has just gone: all of this may be
	 * repeated.
	 */
	private <T> @Nullable T askNullable(Supplier<? extends CompletionStage<T>> question) {
		try {
			return EngineConnection.await(question.get());
		}
		catch (EngineException ex) {
			if (!ex.isAway()) {
				throw ex;
			}
			try {
				this.engine.awaitUp(BLINK);
			}
			catch (InterruptedException interrupted) {
				Thread.currentThread().interrupt();
			}
			return EngineConnection.await(question.get());
		}
	}

	/**
	 * A member and the number of its join.
	 */
	private record Placed(long place, Member member) {
	}

}
