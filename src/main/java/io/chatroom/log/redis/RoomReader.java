package io.chatroom.log.redis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.chatroom.chat.KeptRoom;
import io.chatroom.chat.Member;
import io.chatroom.protocol.Reply.RoomLine;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is kept of rooms. All methods wait for the engine, and throw an
 * {@link EngineException} if it does not answer. Any thread.
 */
final class RoomReader {

	private static final Script NAME = Script.read("name");

	private static final Script OPEN = Script.read("open");

	private final EngineConnection engine;

	private final EngineQuestions questions;

	private final Keys keys;

	private final ClientIds ids;

	private final Supplier<String> newEpoch;

	private final EntryReader entries;

	/**
	 * Creates a reader.
	 * @param ids how clients are called elsewhere
	 * @param newEpoch returns another word at each call
	 * @param entries reads the entries of the rooms
	 */
	RoomReader(EngineConnection engine, Keys keys, ClientIds ids, Supplier<String> newEpoch, EntryReader entries) {
		this.engine = engine;
		this.questions = new EngineQuestions(engine);
		this.keys = keys;
		this.ids = ids;
		this.newEpoch = newEpoch;
		this.entries = entries;
	}

	/**
	 * Returns the room that has one of the keys. A new one gets an epoch.
	 */
	KeptRoom find(String name, Collection<String> nameKeys) {
		List<String> arguments = new ArrayList<>(List.of(name));
		arguments.addAll(nameKeys);
		String room = (String) this.questions
			.ask(() -> this.engine.run(NAME, List.of(this.keys.shared("room")), arguments))
			.getFirst();
		KeptRoom kept = load(room);
		this.questions.ask(() -> this.engine
			.send((commands) -> commands.hset(this.keys.shared("epoch"), kept.epoch(), kept.name())));
		return kept;
	}

	/**
	 * Returns what is kept of a room.
	 */
	KeptRoom load(String room) {
		List<Object> kept = this.questions.ask(() -> this.engine.run(OPEN,
				List.of(this.keys.meta(room), this.keys.here(room)), List.of(this.newEpoch.get())));
		long last = (Long) kept.get(1);
		return new KeptRoom(room, (String) kept.get(0), last, (String) kept.get(2), (String) kept.get(3),
				members(room, (List<?>) kept.get(4)), this.entries.latest(room, last));
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

	/**
	 * Returns the name of the room with an epoch, or null.
	 */
	@Nullable String named(String epoch) {
		return this.questions
			.askNullable(() -> this.engine.send((commands) -> commands.hget(this.keys.shared("epoch"), epoch)));
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
			List<String> names = this.questions.ask(() -> this.engine.<List<String>>send(
					(commands) -> commands.zrevrange(this.keys.shared("used"), start, start + most - 1)));
			List<CompletionStage<RoomLine>> piece = names.stream().map(this::line).toList();
			piece.forEach((line) -> {
				RoomLine made = this.questions.ask(() -> line);
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

	/**
	 * A member and the number of its join.
	 */
	private record Placed(long place, Member member) {
	}

}
