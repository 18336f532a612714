package io.chatroom.chat;

import java.util.ArrayList;
import java.util.List;

/**
 * What an observer of the room was told, in order.
 */
final class ObservedRoom implements RoomObserver {

	private final List<Enum<?>> seen = new ArrayList<>();

	private final List<String> names = new ArrayList<>();

	List<Enum<?>> seen() {
		return this.seen;
	}

	List<String> names() {
		return this.names;
	}

	@Override
	public void commanded(CommandName name) {
		this.seen.add(name);
	}

	@Override
	public void refused(Refusal reason) {
		this.seen.add(reason);
	}

	@Override
	public void refused(NameRefusal reason) {
		this.seen.add(reason);
	}

	@Override
	public void named(String client, String address, String name) {
		this.names.add(client + " " + address + " " + name);
	}

}
