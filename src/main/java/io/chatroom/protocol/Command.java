package io.chatroom.protocol;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a line of a client asks for. {@link CommandSyntax} has a row for each command.
 */
public sealed interface Command {

	/**
	 * Any space, what has no width, such as the byte order mark, and what is empty.
	 */
	String BLANK = "\\p{IsWhite_Space}\\p{Cf}\\u2800\\u3164\\u115f\\u1160\\uffa0\\u034f\\ufe00-\\ufe0f";

	/**
	 * Splits off the first word.
	 * @return the word and what follows it, both perhaps empty
	 */
	static String[] split(String text) {
		String[] words = text.strip().split("\\s+", 2);
		return (words.length == 2) ? words : new String[] { words[0], "" };
	}

	/**
	 * Parses a number.
	 * @return a number that is not negative, or null if the word is none
	 */
	static @Nullable Long number(String word) {
		return word.matches("[0-9]{1,18}") ? Long.valueOf(word) : null;
	}

	/**
	 * Returns the name of a room as typed, without the {@code #} that some put before it.
	 */
	private static String plain(String words) {
		return words.startsWith("#") ? words.substring(1) : words;
	}

	/** Broadcasts a line. */
	record Say(String text) implements Command {
	}

	/** Lists the commands. */
	record Help() implements Command {
	}

	/**
	 * Lists the members of a room.
	 *
	 * @param room the room as typed, or null for the room of the one who asks
	 */
	record Who(@Nullable String room) implements Command {

		static @Nullable Command read(String words) {
			return words.equals("#") ? null : new Who(words.isEmpty() ? null : plain(words));
		}

	}

	/** Lists the rooms. */
	record Rooms() implements Command {
	}

	/** Goes to another room. */
	record Join(String room) implements Command {

		static @Nullable Command read(String words) {
			return plain(words).isEmpty() ? null : new Join(plain(words));
		}

	}

	/**
	 * Shows or sets the topic.
	 *
	 * @param text the topic, empty for none; null to show it
	 */
	record Topic(@Nullable String text) implements Command {

		static @Nullable Command read(String words) {
			if (!words.isEmpty() && words.matches("[" + BLANK + "]+")) {
				return null;
			}
			return new Topic(words.isEmpty() ? null : words.equals("-") ? "" : words);
		}

	}

	/**
	 * Hides what somebody says.
	 *
	 * @param name the name as typed; null to list whom the member ignores
	 */
	record Ignore(@Nullable String name) implements Command {
	}

	/** Shows what somebody says again. */
	record Unignore(String name) implements Command {
	}

	/**
	 * Hides who joins, leaves, moves or is renamed.
	 *
	 * @param on whether to hide it; null for the other of what it is
	 */
	record Quiet(@Nullable Boolean on) implements Command {

		static @Nullable Command read(String words) {
			return switch (words.toLowerCase(Locale.ROOT)) {
				case "" -> new Quiet(null);
				case "on" -> new Quiet(true);
				case "off" -> new Quiet(false);
				default -> null;
			};
		}

	}

	/** Changes the member's name. */
	record Nick(String name) implements Command {
	}

	/** Broadcasts an action. */
	record Me(String action) implements Command {
	}

	/** Sends a private message. */
	record Msg(String name, String text) implements Command {
	}

	/**
	 * Repeats the latest lines.
	 *
	 * @param lines how many, at least 1
	 */
	record History(int lines) implements Command {
	}

	/** Changes the format of what the client receives. */
	record Format(io.chatroom.protocol.Format format) implements Command {

		static @Nullable Command read(String words) {
			return switch (words.toLowerCase(Locale.ROOT)) {
				case "text" -> new Format(io.chatroom.protocol.Format.TEXT);
				case "json" -> new Format(io.chatroom.protocol.Format.JSON);
				default -> null;
			};
		}

	}

	/**
	 * Repeats what a lost connection missed.
	 *
	 * @param seq the number of the last event that the client received
	 * @param epoch the epoch of that number, or null if the client did not send it
	 */
	record Resume(long seq, @Nullable String epoch) implements Command {

		static @Nullable Command read(String words) {
			String[] parts = split(words);
			Long seq = number(parts[0]);
			return (seq != null) ? new Resume(seq, parts[1].isEmpty() ? null : parts[1]) : null;
		}

	}

	/** Leaves. */
	record Quit() implements Command {
	}

	/**
	 * Makes the member's name an account.
	 *
	 * @param password the password, or null for the TLS client certificate
	 */
	record Register(@Nullable Password password) implements Command {
	}

	/**
	 * Signs in.
	 *
	 * @param name the name as typed
	 * @param password the password, or null to be asked for it
	 */
	record Login(String name, @Nullable Password password) implements Command {

		static @Nullable Command read(String words) {
			String[] parts = split(words);
			return parts[0].isEmpty() ? null : new Login(parts[0], parts[1].isEmpty() ? null : new Password(parts[1]));
		}

	}

	/** Shows the member's account. */
	record Account() implements Command {
	}

	/** Changes the password of the member's account. */
	record NewPassword(Password old, Password fresh) implements Command {
	}

	/**
	 * Gives the member's account up.
	 *
	 * @param password the password, or null for the TLS client certificate
	 */
	record Unregister(@Nullable Password password) implements Command {
	}

	/**
	 * Makes or revokes a token for a program, or lists those of the member.
	 *
	 * @param name the token's name as typed; null to list them
	 * @param revoked whether it is revoked
	 */
	record Token(@Nullable String name, boolean revoked) implements Command {

		private static final String REVOKE = "revoke";

		static @Nullable Command read(String words) {
			String[] parts = split(words);
			if (parts[0].equalsIgnoreCase(REVOKE)) {
				return parts[1].isEmpty() ? null : new Token(parts[1], true);
			}
			return parts[1].isEmpty() ? new Token(parts[0].isEmpty() ? null : parts[0], false) : null;
		}

	}

	/**
	 * Removes a member.
	 *
	 * @param name the name as typed
	 * @param reason why, or empty
	 */
	record Kick(String name, String reason) implements Command {

		static @Nullable Command read(String words) {
			String[] parts = split(words);
			return parts[0].isEmpty() ? null : new Kick(parts[0], parts[1]);
		}

	}

	/** Mutes a member. */
	record Mute(Sentence sentence) implements Command {
	}

	/** Lets a member speak again. */
	record Unmute(String name) implements Command {
	}

	/** Bans a name or addresses. */
	record Ban(Sentence sentence) implements Command {
	}

	/**
	 * Lifts a ban.
	 *
	 * @param subject the name or the addresses as typed
	 */
	record Unban(String subject) implements Command {
	}

	/** Lists who is banned or muted. */
	record Bans() implements Command {
	}

	/** Sends a line to all rooms. */
	record Announce(String text) implements Command {
	}

	/**
	 * Shows what operators did.
	 *
	 * @param deeds how many of their latest deeds, at least 1
	 */
	record Log(int deeds) implements Command {
	}

	/**
	 * A line that resembles a command: blanks or a slash come before the word. The server
	 * does not broadcast it, since it may be meant for one person, or for nobody.
	 *
	 * @param word the word of the command, with its {@code #}
	 * @param literal how to say the same word: {@code ##who} or {@code #/who}
	 */
	record Slip(String word, String literal) implements Command {

		/** The marks are also the wide and small ones, and the other slashes. */
		private static final Pattern FORM = Pattern.compile(
				"[" + BLANK + "]*+(?:[#\uff03\ufe5f]|([/\uff0f\u2215\u2044]))[" + BLANK + "]*+([^" + BLANK + ":,]++)");

		/**
		 * Parses a line that does not begin with {@code #}.
		 * @return null if it does not resemble a command
		 */
		static @Nullable Slip read(String line) {
			Matcher form = FORM.matcher(line);
			if (!form.lookingAt()) {
				return null;
			}
			String mark = (form.group(1) != null) ? "#/" : "##";
			return CommandSyntax.find("#" + Normalizer.normalize(form.group(2), Form.NFKC))
				.map(CommandSyntax::word)
				.map((word) -> new Slip(word, mark + word.substring(1)))
				.orElse(null);
		}

	}

	/** A command that the table does not have. The word is as typed. */
	record Unknown(String word) implements Command {
	}

	/** A command whose arguments are missing or invalid. */
	record Misused(CommandSyntax syntax) implements Command {
	}

}
