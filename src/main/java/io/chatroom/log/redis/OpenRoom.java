package io.chatroom.log.redis;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.chatroom.chat.Entry;
import io.chatroom.chat.KeptRoom;
import io.chatroom.chat.RoomListener;
import org.jspecify.annotations.Nullable;

/**
 * A room that is open on this node. Its fields that change are set by the thread of the
 * follower, and read by any. The listener is called under the lock of this object, and
 * not after the room was closed.
 */
final class OpenRoom {

	final String name;

	/** What its name reads like. */
	final Collection<String> keys;

	private final RoomListener listener;

	final Outgoing outgoing;

	volatile String epoch;

	/** The number of the last entry that was handed over. */
	volatile long seen;

	/** The number of the last entry that the engine was known to have. */
	volatile long head;

	/** What tells that entry from another one with its number; empty if not known. */
	volatile String mark = "";

	/** Whether the engine may have another room than this. */
	volatile boolean suspect;

	/** Whether the engine is known to have lost entries. Set by the shipper. */
	volatile boolean lost;

	/** Whether it has an entry that this program cannot read. */
	volatile boolean outdated;

	@GuardedBy("this")
	private boolean closed;

	OpenRoom(KeptRoom kept, Collection<String> keys, RoomListener listener, Outgoing outgoing) {
		this.name = kept.name();
		this.epoch = kept.epoch();
		this.seen = kept.last();
		this.keys = keys;
		this.listener = listener;
		this.outgoing = outgoing;
	}

	/**
	 * Hands the next entries over.
	 */
	synchronized void handOver(List<Entry> entries) {
		if (!this.closed) {
			this.listener.ordered(entries);
		}
	}

	/**
	 * Tells a client that its line was refused.
	 * @param client its id as the chat knows it
	 */
	synchronized void refuse(String client) {
		if (!this.closed) {
			this.listener.refused(client);
		}
	}

	/**
	 * Lets the room begin anew.
	 * @return the names of the members that this process has there, by client; null if
	 * the room is closed
	 */
	synchronized @Nullable Map<String, String> renew(KeptRoom kept) {
		return this.closed ? null : this.listener.renewed(kept);
	}

	/**
	 * Closes it. Waits until the listener has returned.
	 */
	synchronized void close() {
		this.closed = true;
	}

}
