package io.chatroom.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.chatroom.protocol.Deed;
import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Request;
import io.chatroom.protocol.TextLines;

/**
 * What an observer of the room was told, in order. Any thread.
 */
final class ObservedRoom implements RoomObserver {

	private final List<Object> seen = Collections.synchronizedList(new ArrayList<>());

	private final List<String> names = Collections.synchronizedList(new ArrayList<>());

	private final List<String> deeds = Collections.synchronizedList(new ArrayList<>());

	/**
	 * Returns what operators did.
	 */
	List<String> deeds() {
		return this.deeds;
	}

	List<Object> seen() {
		return this.seen;
	}

	List<String> names() {
		return this.names;
	}

	@Override
	public void requested(Request request) {
		this.seen.add(request.label());
	}

	@Override
	public void refused(RefusalReason reason) {
		this.seen.add(reason);
	}

	@Override
	public void guessed(String client, String address) {
		this.seen.add("wrong password from " + address);
	}

	@Override
	public void did(Deed deed) {
		this.deeds.add(TextLines.of(deed));
	}

	@Override
	public void named(String client, String address, String name) {
		this.names.add(client + " " + address + " " + name);
	}

}
