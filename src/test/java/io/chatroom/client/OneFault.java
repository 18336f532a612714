package io.chatroom.client;

import io.chatroom.client.SmallChatServer.Fault;

/**
 * Does something wrong to one member, once: at its twentieth line. Called by one thread
 * at a time.
 */
final class OneFault implements Fault {

	private final String name;

	private final Kind kind;

	private int lines;

	private String held = "";

	private OneFault(String name, Kind kind) {
		this.name = name;
		this.kind = kind;
	}

	static Fault losesALineOf(String name) {
		return new OneFault(name, Kind.LOSE);
	}

	static Fault swapsTwoLinesOf(String name) {
		return new OneFault(name, Kind.SWAP);
	}

	static Fault repeatsALineOf(String name) {
		return new OneFault(name, Kind.REPEAT);
	}

	static Fault hangsUpOn(String name) {
		return new OneFault(name, Kind.HANG_UP);
	}

	@Override
	public void deliver(SmallChatMember member, String line) {
		if (member.name().equals(this.name) && ++this.lines == 20) {
			switch (this.kind) {
				case LOSE -> {
				}
				case SWAP -> this.held = line;
				case REPEAT -> {
					member.send(line);
					member.send(line);
				}
				case HANG_UP -> member.hangUp();
			}
			return;
		}
		member.send(line);
		if (member.name().equals(this.name) && !this.held.isEmpty()) {
			member.send(this.held);
			this.held = "";
		}
	}

	private enum Kind {

		LOSE, SWAP, REPEAT, HANG_UP

	}

}
