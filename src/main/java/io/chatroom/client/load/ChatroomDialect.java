package io.chatroom.client.load;

import java.util.Optional;

import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.TextLines;

/**
 * This project's protocol: the client sends a name, the server answers with a welcome,
 * and then broadcasts every line.
 */
record ChatroomDialect() implements Dialect {

	@Override
	public String hello(String name) {
		return name + "\r\n";
	}

	@Override
	public String linePrefix() {
		return "";
	}

	@Override
	public boolean echoes() {
		return true;
	}

	@Override
	public int entering() {
		return 500;
	}

	@Override
	public int longestText() {
		return 8192;
	}

	@Override
	public Optional<String> leaveLine(String name) {
		return Optional.of(TextLines.of(new Left(name)));
	}

	@Override
	public boolean heeds(byte first) {
		return false;
	}

	@Override
	public Reaction hear(String line) {
		return line.startsWith("Welcome ") ? Reaction.LET_IN : Reaction.NONE;
	}

	@Override
	public String toString() {
		return "chatroom";
	}

}
