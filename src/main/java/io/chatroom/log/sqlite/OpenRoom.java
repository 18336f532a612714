package io.chatroom.log.sqlite;

import java.util.Collection;
import java.util.List;

import io.chatroom.chat.Entry;
import io.chatroom.chat.KeptRoom;
import io.chatroom.chat.RoomListener;

/**
 * An open room. Its fields that change belong to the {@link Sequencer}.
 */
final class OpenRoom {

	final String name;

	final String epoch;

	/** What its name reads like. */
	final Collection<String> keys;

	final RoomListener listener;

	/** The number of the last entry. */
	long last;

	/** Its number in the database, 0 while that is not known. */
	long id;

	OpenRoom(KeptRoom kept, Collection<String> keys, RoomListener listener) {
		this.name = kept.name();
		this.epoch = kept.epoch();
		this.keys = keys;
		this.listener = listener;
		this.last = kept.last();
	}

}
