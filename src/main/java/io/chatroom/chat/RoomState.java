package io.chatroom.chat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.chatroom.protocol.Command.Resume;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply.Members;
import io.chatroom.protocol.Reply.Prompt;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.TextLines;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a room, and what happened last. Only {@link #apply} changes it, so the same
 * entries give the same state everywhere. Guarded by the room's lock.
 */
final class RoomState {

	private final String epoch;

	private final boolean showAddress;

	private final History history;

	/** By client, in join order. */
	private final Map<String, Member> members = new LinkedHashMap<>();

	RoomState(String epoch, RoomSettings settings) {
		this.epoch = epoch;
		this.showAddress = settings.showAddress();
		this.history = new History(settings.historyEvents(), settings.historyBytes());
	}

	/**
	 * Applies the next entry.
	 * @return the entry as members may see it
	 */
	Entry apply(Entry entry) {
		String client = Objects.requireNonNullElse(entry.client(), "");
		Entry seen = entry;
		if (entry.event() instanceof Joined(String name, String address)) {
			String from = Objects.requireNonNullElse(address, "");
			this.members.put(client, new Member(client, name, from, entry.stamped().at()));
			seen = this.showAddress ? entry : entry.with(new Joined(name, null));
		}
		else if (entry.event() instanceof Renamed renamed) {
			// a member keeps its place
			this.members.computeIfPresent(client, (same, member) -> member.renamed(renamed.to()));
		}
		else if (entry.event() instanceof Left) {
			this.members.remove(client);
		}
		this.history.add(seen);
		return seen;
	}

	History history() {
		return this.history;
	}

	@Nullable Member member(String client) {
		return this.members.get(client);
	}

	/**
	 * Returns the members in join order.
	 */
	List<Member> members() {
		return List.copyOf(this.members.values());
	}

	int size() {
		return this.members.size();
	}

	Members who() {
		return new Members(this.members.values().stream().map(Member::name).toList());
	}

	Prompt prompt() {
		return new Prompt(this.epoch, this.history.last(), TextLines.GREETING);
	}

	/**
	 * Returns a member's welcome. After a join the last entry is that join.
	 */
	Welcome welcome(String name) {
		return new Welcome(this.epoch, this.history.last(), name, this.members.size());
	}

	/**
	 * Returns why a client cannot resume, or null if it can.
	 */
	@Nullable Refused refuse(Resume resume) {
		long first = this.history.first();
		if (resume.epoch() != null && !resume.epoch().equals(this.epoch)) {
			return Refusals.otherRoom(first);
		}
		if (resume.seq() > this.history.last()) {
			return Refusals.tooNew(resume.seq(), first);
		}
		return (resume.seq() < first - 1) ? Refusals.tooOld(resume.seq(), first) : null;
	}

}
