package io.chatroom.log.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.chatroom.chat.Entry;
import io.chatroom.chat.KeptRoom;
import io.chatroom.chat.LogWatcher;
import io.chatroom.chat.RoomListener;
import io.chatroom.chat.RoomLog;
import io.chatroom.protocol.RoomEvent.Said;

/**
 * What a node has been handed of a room, and told of the log.
 */
final class Seen implements RoomListener, LogWatcher {

	/** Since the room began anew last. */
	private final List<Entry> entries = new CopyOnWriteArrayList<>();

	final List<KeptRoom> renewals = new CopyOnWriteArrayList<>();

	/** The names of its members, by client. */
	Map<String, String> here = Map.of();

	final List<String> told = new CopyOnWriteArrayList<>();

	final KeptRoom kept;

	/**
	 * Opens a room.
	 */
	Seen(RoomLog log, String room) {
		log.watch(this);
		this.kept = log.find(room, List.of(room));
		this.entries.addAll(this.kept.entries());
		log.open(this.kept, List.of(room), this);
	}

	@Override
	public void ordered(List<Entry> batch) {
		this.entries.addAll(batch);
	}

	@Override
	public Map<String, String> renewed(KeptRoom fresh) {
		this.entries.clear();
		this.entries.addAll(fresh.entries());
		this.renewals.add(fresh);
		return this.here;
	}

	@Override
	public void away() {
		this.told.add("away");
	}

	@Override
	public void back() {
		this.told.add("back");
	}

	@Override
	public void fenced() {
		this.told.add("fenced");
	}

	@Override
	public void outdated() {
		this.told.add("outdated");
	}

	List<Entry> entries() {
		return List.copyOf(this.entries);
	}

	/**
	 * Returns number, client and text of each line.
	 */
	List<String> lines() {
		List<String> lines = new ArrayList<>();
		for (Entry entry : this.entries) {
			if (entry.event() instanceof Said(String from, String text)) {
				lines.add(entry.seq() + " " + entry.client() + " " + text);
			}
		}
		return lines;
	}

	List<String> texts() {
		return this.entries.stream()
			.filter((entry) -> entry.event() instanceof Said)
			.map((entry) -> ((Said) entry.event()).text())
			.toList();
	}

	List<Long> numbers() {
		return this.entries.stream().map(Entry::seq).toList();
	}

}
