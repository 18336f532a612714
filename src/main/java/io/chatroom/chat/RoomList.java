package io.chatroom.chat;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.chatroom.protocol.Reply;
import io.chatroom.protocol.Reply.RoomLine;

/**
 * Which rooms and members there are, and of which rooms members may know. Any thread.
 */
public final class RoomList {

	private static final int MOST_LISTED = 50;

	private final OpenRooms open;

	private final RoomLog log;

	private final Names names;

	private final Collection<String> hidden;

	private final int maxRooms;

	private volatile boolean closed;

	RoomList(OpenRooms open, RoomLog log, Names names, RoomSettings settings) {
		this.open = open;
		this.log = log;
		this.names = names;
		this.hidden = names.keys(settings.hidden());
		this.maxRooms = settings.maxRooms();
	}

	/**
	 * There are no members from now on.
	 */
	void close() {
		this.closed = true;
	}

	boolean isClosed() {
		return this.closed;
	}

	/**
	 * Returns whether the list of rooms has a room.
	 */
	boolean isVisible(Room room) {
		return isNeeded(room) && isShown(room.keys());
	}

	private boolean isShown(Collection<String> keys) {
		return Collections.disjoint(this.hidden, keys);
	}

	private boolean isNeeded(Room room) {
		return room.equals(this.open.first()) || room.status().size() > 0 || !room.status().topic().isEmpty();
	}

	/**
	 * Returns the rooms that are not hidden, those with most members first.
	 */
	Reply.Rooms visible() {
		return new Reply.Rooms(
				lines().filter((line) -> isShown(this.names.known(line.name()).keys())).limit(MOST_LISTED).toList());
	}

	/**
	 * Returns all rooms, those with most members first.
	 */
	public List<RoomLine> all() {
		return lines().toList();
	}

	private Stream<RoomLine> lines() {
		Stream<RoomLine> here = this.open.all().stream().filter(this::isNeeded).map(Room::line);
		Stream<RoomLine> elsewhere = this.log.shared(this.maxRooms)
			.stream()
			.filter((line) -> this.open.isClosed(line.name()));
		return Stream.concat(here, elsewhere)
			.sorted(Comparator.comparingLong(RoomLine::members).reversed().thenComparing(RoomLine::name));
	}

	/**
	 * Returns the names of all rooms that are open here, or that somebody needs on any
	 * node.
	 */
	Set<String> names() {
		Set<String> all = new HashSet<>();
		this.open.all().forEach((room) -> all.add(room.name()));
		this.log.shared(this.maxRooms).forEach((line) -> all.add(line.name()));
		return all;
	}

	/**
	 * Returns how many rooms there are, without those that nobody needs. Takes no lock.
	 */
	public int count() {
		return (int) this.open.all().stream().filter(this::isNeeded).count();
	}

	/**
	 * Returns the members of the rooms that are open here, in join order in each.
	 */
	public List<Member> members() {
		return inUse().flatMap((room) -> room.members().stream()).toList();
	}

	/**
	 * Returns how many members there are. Takes no lock.
	 */
	public int memberCount() {
		return sizes().sum();
	}

	/**
	 * Returns how many members the largest room has. Takes no lock.
	 */
	public int largest() {
		return sizes().max().orElse(0);
	}

	private Stream<Room> inUse() {
		return this.closed ? Stream.empty() : this.open.all().stream();
	}

	private IntStream sizes() {
		return inUse().mapToInt((room) -> room.status().size());
	}

}
