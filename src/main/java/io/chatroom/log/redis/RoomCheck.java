package io.chatroom.log.redis;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.chatroom.chat.KeptRoom;
import io.chatroom.chat.Member;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks that the engine has what was handed over here. Where it has not, a failover or a
 * power failure has cost entries: the room gets another epoch, so that nobody resumes
 * into other numbers, and begins anew with what is left. Used by the followers' threads.
 */
final class RoomCheck {

	private static final Logger logger = LoggerFactory.getLogger(RoomCheck.class);

	private static final Script COMPARE = Script.read("compare");

	private static final Script RENEW = Script.read("renew");

	private final EngineConnection engine;

	private final Keys keys;

	private final RoomReader reader;

	private final EntryReader entries;

	private final Supplier<String> newEpoch;

	private final LogStatistics statistics;

	private final Consumer<Outgoing> onChecked;

	private final Delivery delivery;

	private final Runnable onLostMembers;

	/**
	 * Creates a check.
	 * @param newEpoch returns another word at each call
	 * @param onChecked is called when a suspect room was checked
	 * @param delivery hands over what is not lost
	 * @param onLostMembers is called when the engine has lost that a member of this node
	 * came or went
	 */
	RoomCheck(EngineConnection engine, Keys keys, RoomReader reader, EntryReader entries, Supplier<String> newEpoch,
			LogStatistics statistics, Consumer<Outgoing> onChecked, Delivery delivery, Runnable onLostMembers) {
		this.engine = engine;
		this.keys = keys;
		this.reader = reader;
		this.entries = entries;
		this.newEpoch = newEpoch;
		this.statistics = statistics;
		this.onChecked = onChecked;
		this.delivery = delivery;
		this.onLostMembers = onLostMembers;
	}

	/**
	 * Checks rooms.
	 * @throws EngineException if the engine does not answer
	 */
	void check(Collection<OpenRoom> rooms) {
		Map<OpenRoom, CompletionStage<List<Object>>> answers = new LinkedHashMap<>();
		for (OpenRoom room : rooms) {
			answers.put(room, this.engine.run(COMPARE, List.of(this.keys.meta(room.name), this.keys.log(room.name)),
					List.of(String.valueOf(room.seen))));
		}
		answers.forEach((room, answer) -> check(room, EngineConnection.await(answer)));
	}

	private void check(OpenRoom room, List<Object> answer) {
		String epoch = (String) answer.get(0);
		long last = (Long) answer.get(1);
		String mark = (String) answer.get(2);
		boolean isOther = mark.equals("other") || (!mark.isEmpty() && !room.mark.isEmpty() && !mark.equals(room.mark));
		boolean isLess = last < room.seen || isOther;
		if (!epoch.isEmpty() && !epoch.equals(room.epoch)) {
			adopt(room, "other", isLess);
		}
		else if (room.lost || epoch.isEmpty() || isLess) {
			this.engine.callScript(RENEW, List.of(this.keys.meta(room.name)), List.of(room.epoch, this.newEpoch.get()));
			adopt(room, "lost", isLess);
		}
		else {
			room.head = last;
			room.mark = room.mark.isEmpty() ? mark : room.mark;
			if (room.suspect) {
				checked(room);
			}
		}
	}

	/**
	 * Lets a room begin anew with what the engine has. Of that, what is new here is
	 * handed over before.
	 * @param reason why, as it is counted
	 * @param isLess whether something is lost that was handed over here
	 */
	private void adopt(OpenRoom room, String reason, boolean isLess) {
		KeptRoom kept = this.reader.load(room.name);
		if (!isLess && kept.last() > room.seen) {
			this.delivery.handOver(room, this.entries.batches(room.name, room.seen, kept.last()));
		}
		this.engine.call((commands) -> commands.hset(this.keys.shared("epoch"), kept.epoch(), kept.name()));
		logger.warn("Redis has lost what was said in {} after #{}. The room begins anew ({})", room.name, kept.last(),
				reason);
		this.statistics.countRenewed(reason);
		Map<String, String> here = room.renew(kept);
		if (here != null && !here.equals(own(kept))) {
			this.onLostMembers.run();
		}
		room.outgoing.beginsAnew = true;
		room.seen = kept.last();
		room.head = kept.last();
		room.mark = "";
		// from now on what is proposed is appended there
		room.epoch = kept.epoch();
		checked(room);
	}

	/**
	 * Returns the names of the members of this process, by client.
	 */
	private static Map<String, String> own(KeptRoom kept) {
		return kept.members()
			.stream()
			.filter((member) -> ClientIds.isOwn(member.client()))
			.collect(Collectors.toMap(Member::client, Member::name));
	}

	private void checked(OpenRoom room) {
		room.lost = false;
		room.suspect = false;
		this.onChecked.accept(room.outgoing);
	}

}
