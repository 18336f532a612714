package io.chatroom.protocol;

import io.chatroom.protocol.Command.Resume;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a program that acts for an account over HTTP: what it wants, and in
 * which room. The web server writes it.
 */
public sealed interface ProgramLine {

	/**
	 * Returns the name of the room as the program has it.
	 */
	String room();

	/**
	 * Returns the line.
	 */
	String text();

	/**
	 * Parses a line.
	 * @return null if it is none
	 */
	static @Nullable ProgramLine read(String line) {
		String[] words = line.split(" ", -1);
		return switch (words[0]) {
			case Say.WORD -> (words.length == 2) ? new Say(words[1]) : null;
			case Follow.WORD -> Follow.of(words);
			default -> null;
		};
	}

	/**
	 * All other lines are said in the room.
	 */
	record Say(String room) implements ProgramLine {

		private static final String WORD = "say";

		@Override
		public String text() {
			return WORD + " " + this.room;
		}

	}

	/**
	 * It receives what happens in the room.
	 *
	 * @param resume what it received last, or null to receive only what happens from now
	 * on
	 */
	record Follow(String room, @Nullable Resume resume) implements ProgramLine {

		private static final String WORD = "follow";

		private static @Nullable Follow of(String[] words) {
			if (words.length == 2) {
				return new Follow(words[1], null);
			}
			return (words.length == 4 && Resume.read(words[2] + " " + words[3]) instanceof Resume resume)
					? new Follow(words[1], resume) : null;
		}

		@Override
		public String text() {
			Resume after = this.resume;
			return WORD + " " + this.room + ((after != null) ? " " + after.seq() + " " + after.epoch() : "");
		}

	}

}
