package io.chatroom.client.load;

import java.util.Optional;

/** The part of RFC 1459 that one channel needs: register, join, answer pings, send. */
record IrcDialect() implements Dialect {

	private static final String CHANNEL = "#bench";

	@Override
	public String hello(String name) {
		return "NICK " + name + "\r\nUSER " + name + " 0 * :load\r\n";
	}

	@Override
	public String linePrefix() {
		return "PRIVMSG " + CHANNEL + " :";
	}

	@Override
	public boolean hasRooms() {
		return false;
	}

	@Override
	public boolean echoes() {
		return false;
	}

	// ngircd listens with a backlog of 10.
	@Override
	public int entering() {
		return 8;
	}

	// A message has at most 512 bytes, with its prefix and line end.
	@Override
	public int longestText() {
		return 400;
	}

	@Override
	public Optional<String> leaveLine(String name) {
		return Optional.empty();
	}

	@Override
	public boolean heeds(byte first) {
		return first == 'P';
	}

	@Override
	public Reaction hear(String line, int room) {
		if (line.startsWith("PING ")) {
			return Reaction.answer("PONG " + line.substring(5) + "\r\n");
		}
		String[] words = line.split(" ", 3);
		return switch ((words.length > 1) ? words[1] : "") {
			case "001" -> Reaction.answer("JOIN " + CHANNEL + "\r\n");
			case "366" -> Reaction.LET_IN;
			default -> Reaction.NONE;
		};
	}

	@Override
	public String toString() {
		return "irc";
	}

}
