package io.chatroom.chat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.chatroom.protocol.Command.Resume;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply.Entered;
import io.chatroom.protocol.Reply.Members;
import io.chatroom.protocol.Reply.Prompt;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Moved;
import io.chatroom.protocol.RoomEvent.Removed;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.RoomEvent.TopicSet;
import io.chatroom.protocol.TextLines;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a room, and what happened last. Only {@link #apply} changes it, so the same
 * entries give the same state everywhere. Guarded by the room's lock.
 */
final class RoomState {

	private final String room;

	/** Whether everyone begins here; nobody has made this room. */
	private final boolean first;

	private final RoomSettings settings;

	private final HistoryMemory memory;

	private String epoch;

	private History history;

	/** By client, in join order. */
	private final Map<String, Member> members = new LinkedHashMap<>();

	private String topic;

	/** The name of the member who made the room, or empty. */
	private String maker;

	private String makerClient = "";

	private boolean topicOfOperator;

	/**
	 * Creates the state that was kept.
	 */
	RoomState(KeptRoom kept, RoomSettings settings, HistoryMemory memory) {
		this.room = kept.name();
		this.first = kept.name().equals(settings.first());
		this.settings = settings;
		this.memory = memory;
		begin(kept);
	}

	private void begin(KeptRoom kept) {
		this.epoch = kept.epoch();
		this.history = new History(this.memory, this.settings.historyEvents(), this.settings.historyBytes(),
				kept.last());
		this.topic = kept.topic();
		this.topicOfOperator = false;
		this.maker = this.first ? "" : kept.maker();
		this.makerClient = "";
		this.members.clear();
		kept.members().forEach((member) -> this.members.put(member.client(), member));
		kept.entries().forEach((entry) -> this.history.add(seen(entry)));
	}

	/**
	 * Begins anew with what the log has kept.
	 * @return the number of the last entry that is the same as before
	 */
	long renew(KeptRoom kept) {
		History before = this.history;
		begin(kept);
		long same = before.agreesUntil(this.history);
		before.clear();
		return same;
	}

	/**
	 * Applies the next entry.
	 * @return the entry as members may see it
	 */
	Entry apply(Entry entry) {
		String client = Objects.requireNonNullElse(entry.client(), "");
		switch (entry.event()) {
			case Joined(String name, String address, String room) -> {
				if (isIdle() && !this.first) {
					this.maker = name;
					this.makerClient = client;
				}
				String from = Objects.requireNonNullElse(address, "");
				this.members.put(client, new Member(this.room, client, name, from, entry.stamped().at()));
			}
			case Renamed(String from, String to) -> {
				// a member keeps its place
				this.members.computeIfPresent(client, (same, member) -> member.renamed(to));
				this.maker = this.maker.equals(from) ? to : this.maker;
			}
			case Left _, Removed _, Moved _ -> this.members.remove(client);
			case TopicSet set -> {
				this.topic = set.text();
				this.topicOfOperator = entry.client() == null && !this.topic.isEmpty();
			}
			case Said _, Emoted _, Announced _ -> {
				// only the history has it
			}
		}
		Entry seen = seen(entry);
		this.history.add(seen);
		return seen;
	}

	/**
	 * Returns an entry as members may see it.
	 */
	Entry seen(Entry entry) {
		return (!this.settings.showAddress()
				&& entry.event() instanceof Joined(String name, String address, String room))
						? entry.with(new Joined(name, null, room)) : entry;
	}

	/**
	 * Returns whether nothing keeps the room from going away.
	 */
	private boolean isIdle() {
		return this.members.isEmpty() && this.topic.isEmpty();
	}

	String epoch() {
		return this.epoch;
	}

	String topic() {
		return this.topic;
	}

	boolean isTopicOfOperator() {
		return this.topicOfOperator;
	}

	/**
	 * Returns the client that made the room, or empty.
	 */
	String makerClient() {
		return this.makerClient;
	}

	/**
	 * Returns whether the member who made the room had this name last.
	 */
	boolean isMaker(String name) {
		return this.maker.equalsIgnoreCase(name);
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

	Members who(@Nullable String shown) {
		return new Members(shown, this.members.values().stream().map(Member::name).toList());
	}

	/**
	 * Returns what a member sees who came from another room. The last entry is that join.
	 */
	Entered entered() {
		return new Entered(this.room, this.epoch, this.history.last(), this.members.size(),
				this.members.values().stream().limit(TextLines.MAX_NAMES).map(Member::name).toList(), this.topic);
	}

	Prompt prompt() {
		return new Prompt(this.room, this.epoch, this.history.last(), TextLines.GREETING);
	}

	/**
	 * Returns a member's welcome. After a join the last entry is that join.
	 */
	Welcome welcome(String name) {
		return new Welcome(this.room, this.epoch, this.history.last(), name, this.members.size());
	}

	/**
	 * Returns why a client cannot resume, or null if it can.
	 * @param firstInLog the number of the first entry that can be read from the log
	 */
	@Nullable Refused refuse(Resume resume, long firstInLog) {
		long first = Math.min(firstInLog, this.history.first());
		if (resume.epoch() != null && !resume.epoch().equals(this.epoch)) {
			return Refusals.otherRoom(first);
		}
		if (resume.seq() > this.history.last()) {
			return Refusals.tooNew(resume.seq(), first);
		}
		return (resume.seq() < first - 1) ? Refusals.tooOld(resume.seq(), first) : null;
	}

}
