package io.chatroom.log.redis;

import java.util.Collection;

import io.chatroom.chat.KeptRoom;
import io.chatroom.chat.RoomListener;

/**
 * A room that is open on this node. Its fields that change are set by the thread of the
 * follower, and read by any.
 */
final class OpenRoom {

	final String name;

	/** What its name reads like. */
	final Collection<String> keys;

	final RoomListener listener;

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

	OpenRoom(KeptRoom kept, Collection<String> keys, RoomListener listener, Outgoing outgoing) {
		this.name = kept.name();
		this.epoch = kept.epoch();
		this.seen = kept.last();
		this.keys = keys;
		this.listener = listener;
		this.outgoing = outgoing;
	}

}
