package io.chatroom.client.load;

import io.chatroom.client.load.SmallChatServer.Fault;

/**
 * Causes one fault for one member: at its second line, which a window of two sends with
 * the first, or at its first leave line. Called by one thread at a time.
 */
final class OneFault implements Fault {

	private final String name;

	private final Kind kind;

	private boolean leaves;

	private int lines;

	private String held = "";

	private OneFault(String name, Kind kind) {
		this.name = name;
		this.kind = kind;
	}

	static OneFault losesALineOf(String name) {
		return new OneFault(name, Kind.LOSE);
	}

	static OneFault swapsTwoLinesOf(String name) {
		return new OneFault(name, Kind.SWAP);
	}

	static OneFault repeatsALineOf(String name) {
		return new OneFault(name, Kind.REPEAT);
	}

	static OneFault hangsUpOn(String name) {
		return new OneFault(name, Kind.HANG_UP);
	}

	OneFault amongLeaveLines() {
		this.leaves = true;
		return this;
	}

	@Override
	public void deliver(SmallChatMember member, String line) {
		if (member.name().equals(this.name) && isDue(line)) {
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

	private boolean isDue(String line) {
		if (this.leaves) {
			return line.endsWith(" has left the chat.") && ++this.lines == 1;
		}
		return ++this.lines == 2;
	}

	private enum Kind {

		LOSE, SWAP, REPEAT, HANG_UP

	}

}
