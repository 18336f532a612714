package io.chatroom.chat;

import java.util.Collection;
import java.util.List;

import io.chatroom.protocol.Reply.RoomLine;
import io.chatroom.protocol.RoomEvent;
import org.jspecify.annotations.Nullable;

/**
 * A port: decides the order of what happens in each room. An event is proposed with
 * {@link #append}; the log numbers it from 1 without gaps, stamps it, and hands it to the
 * room's listener. The events that one thread appends keep their order. What the log
 * keeps of a room that was closed, or of a time before this process, it hands over when
 * the room is opened again. Any thread.
 */
public interface RoomLog {

	/**
	 * Returns the names of the rooms that have a topic or members, those first that were
	 * used last. May wait for a disk or a network; so may the next three.
	 * @param most how many at most
	 * @throws RoomLogException if they cannot be read; so do the next three
	 */
	List<String> rooms(int most);

	/**
	 * Returns whether other nodes use the log too. Then there may be members and rooms
	 * that only they know of.
	 */
	default boolean isShared() {
		return false;
	}

	/**
	 * Returns the rooms that have a topic or members on any node, if it is shared. May
	 * wait for a network.
	 * @param most how many at most
	 * @throws RoomLogException if they cannot be read
	 */
	default List<RoomLine> shared(int most) {
		return List.of();
	}

	/**
	 * Returns what is kept of a room, or a room in which nothing has happened, with an
	 * epoch of its own.
	 * @param name the room's name; no room like it is open
	 * @param keys the keys of the name, the best match first; a room that shares one is
	 * the same room
	 */
	KeptRoom find(String name, Collection<String> keys);

	/**
	 * Returns the name of the room that is kept and has an epoch, or null.
	 * @param epoch the epoch
	 */
	@Nullable String named(String epoch);

	/**
	 * Reads entries of an open room, without those that are no longer kept.
	 * @param room the name of an open room
	 * @param after the number of the entry before the first that is wanted
	 * @param most how many at most
	 * @return the next entries in their order; all that are kept have no gap
	 */
	List<Entry> read(String room, long after, int most);

	/**
	 * Returns whether each entry can be read as soon as it is handed over. If not, a room
	 * has only what it remembers itself.
	 */
	boolean canRead();

	/**
	 * Opens a room. Its numbers continue after the last one that is kept.
	 * @param room what {@link #find} returned; the room was not opened since
	 * @param keys the keys of its name, under which it will be found
	 * @param listener receives the room's entries in order, one or more at a time. It is
	 * called by one thread at a time, which may be any, and before or after
	 * {@link #append} returns.
	 */
	void open(KeptRoom room, Collection<String> keys, RoomListener listener);

	/**
	 * Closes a room. Its listener is not called any more. Nothing is proposed meanwhile.
	 * @param room the name of an open room
	 */
	void close(String room);

	/**
	 * Proposes an event. Waits while too much is proposed already. No lock is held.
	 * @param room the name of an open room
	 * @param client the id of the client that the event is about, or null
	 * @param event the event
	 * @param since when the line was read that led to it, as {@link System#nanoTime()}
	 */
	void append(String room, @Nullable String client, RoomEvent event, long since);

	/**
	 * Returns whether events can be stored now. If not, lines are refused, and other
	 * events wait.
	 */
	boolean isStoring();

	/**
	 * Sets who is told what happens to the log itself.
	 */
	default void watch(LogWatcher watcher) {
		// nothing happens to a log in this process
	}

	/**
	 * Returns for how long threads have waited for their turn in {@link #append}, in all
	 * rooms since the start together, in nanoseconds.
	 */
	long waitedNanos();

}
