package io.chatroom.chat;

import java.util.List;
import java.util.function.Consumer;

import io.chatroom.protocol.RoomEvent;
import org.jspecify.annotations.Nullable;

/**
 * A port: decides the order of what happens in each room. An event is proposed with
 * {@link #append}; the log numbers it from 1 without gaps, stamps it, and hands it to the
 * room's listener. The events that one thread appends keep their order. Any thread.
 */
public interface RoomLog {

	/**
	 * Opens a room.
	 * @param room the room's name; it is not open yet
	 * @param listener receives the room's entries in order, one or more at a time. It is
	 * called by one thread at a time, which may be any, and before or after
	 * {@link #append} returns. It must not call this log.
	 */
	void open(String room, Consumer<List<Entry>> listener);

	/**
	 * Closes a room. Its listener is not called any more. Nothing is proposed meanwhile.
	 * @param room the name of an open room
	 */
	void close(String room);

	/**
	 * Returns the word that names the numbering of a room's entries. No other numbering
	 * has the same.
	 * @param room the room's name; it may be opened later
	 */
	String epoch(String room);

	/**
	 * Proposes an event. Waits while too much is proposed already. No lock is held.
	 * @param room the name of an open room
	 * @param client the id of the client that the event is about, or null
	 * @param event the event
	 * @param since when the line was read that led to it, as {@link System#nanoTime()}
	 */
	void append(String room, @Nullable String client, RoomEvent event, long since);

	/**
	 * Returns for how long threads have waited for their turn in {@link #append}, in all
	 * rooms since the start together, in nanoseconds.
	 */
	long waitedNanos();

}
