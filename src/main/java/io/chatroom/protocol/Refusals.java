package io.chatroom.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import io.chatroom.protocol.Command.Misused;
import io.chatroom.protocol.Command.Slip;
import io.chatroom.protocol.Command.Unknown;
import io.chatroom.protocol.Reply.Refused;

/**
 * The replies to lines that the server refuses, with the texts that people see.
 */
public final class Refusals {

	/** The rule for names, in words that follow what has the name. */
	private static final String NAME_RULE = " has 1 to 24 letters, digits, '_', '-' or '.'.";

	/** The answer to {@code #resume} in text. */
	public static final Refused NEEDS_JSON = new Refused(RefusalReason.NEEDS_JSON, "#resume needs #format json.");

	/** The answer to {@code #join} when the name breaks the rules. */
	public static final Refused ROOM_MALFORMED = new Refused(RefusalReason.ROOM_MALFORMED, "A room's name" + NAME_RULE);

	/** The answer to {@code #topic TEXT} of one who may not set it. */
	public static final Refused MAY_NOT_SET_TOPIC = new Refused(RefusalReason.MAY_NOT_SET_TOPIC,
			"Only operators and whoever made the room may set its topic.");

	/** The answer to {@code #ignore} of oneself. */
	public static final Refused CANNOT_IGNORE_SELF = new Refused(RefusalReason.CANNOT_IGNORE,
			"You cannot ignore yourself.");

	/** The answer to a line while the disk is full, or fails. */
	public static final Refused CANNOT_STORE = new Refused(RefusalReason.CANNOT_STORE,
			"The server cannot store lines now; it was not sent.");

	/** The answer to a command that needs what is stored while that cannot be read. */
	public static final Refused CANNOT_READ = new Refused(RefusalReason.CANNOT_READ,
			"The server cannot read what it has stored. Try again later.");

	/**
	 * The answer to what needs accounts or sanctions while the disk is full, or fails.
	 */
	public static final Refused CANNOT_KEEP = new Refused(RefusalReason.CANNOT_KEEP,
			"The server cannot read or write its records now; nothing has changed. Try again later.");

	/** The answer to a wrong password at the prompt. */
	public static final Refused WRONG_PASSWORD_AT_PROMPT = new Refused(RefusalReason.WRONG_PASSWORD, "Wrong password.");

	/** The answer to a wrong password in a command. */
	public static final Refused WRONG_PASSWORD = new Refused(RefusalReason.WRONG_PASSWORD, "Wrong name or password.");

	/** The answer while too many passwords wait to be checked. */
	public static final Refused TOO_BUSY = new Refused(RefusalReason.TOO_BUSY,
			"The server checks many passwords now. Try again in a few seconds.");

	/** The answer to a password over a connection that anyone may read. */
	public static final Refused TLS_ONLY = new Refused(RefusalReason.TLS_ONLY, "Passwords are accepted over TLS only.");

	/** The answer to a password that breaks the rules. */
	public static final Refused BAD_PASSWORD = new Refused(RefusalReason.BAD_PASSWORD,
			"A password has 8 to 128 characters, no blanks, and no # at its beginning.");

	/** The answer to {@code certificate} without one. */
	public static final Refused NO_CERTIFICATE = new Refused(RefusalReason.NO_CERTIFICATE,
			"Your connection has no TLS client certificate.");

	/** The answer to what needs an account. */
	public static final Refused NOT_SIGNED_IN = new Refused(RefusalReason.NOT_SIGNED_IN,
			"You are not signed in. Type #register PASSWORD to make your name your own.");

	/** The answer to {@code #register} of an operator's name. */
	public static final Refused MAY_NOT_REGISTER = new Refused(RefusalReason.MAY_NOT_REGISTER,
			"That name is an operator's. Whoever runs the server must register it.");

	/** The answer to {@code #token NAME} with a name that breaks the rules. */
	public static final Refused BAD_TOKEN = new Refused(RefusalReason.BAD_TOKEN, "A token's name" + NAME_RULE);

	/** The answer to a program whose account is gone. */
	public static final Refused NO_PROGRAM = new Refused(RefusalReason.NOT_SIGNED_IN, "The token is revoked.");

	/** The answer to a program whose name somebody else has. */
	public static final Refused TAKEN_FROM_PROGRAM = new Refused(RefusalReason.TAKEN,
			"Somebody who does not own that name has it now.");

	/** The answer to an owned name over a connection that anyone may read. */
	public static final Refused REGISTERED_NEEDS_TLS = new Refused(RefusalReason.REGISTERED,
			"That name is registered, and passwords are accepted over TLS only."
					+ " Type another name and press enter!");

	/** The answer to a ban that would hit the operator too. */
	public static final Refused WOULD_BAN_YOU = new Refused(RefusalReason.NO_SUBJECT, "That would ban you, too.");

	/** Stock telnet drops the bytes 0x85 and 0x9d, which many letters have. */
	private static final String USE_BINARY = " If you use telnet, type ^] then \"toggle binary\", or use nc.";

	private Refusals() {
	}

	/**
	 * Refuses to make a token.
	 * @param most how many an account may have
	 */
	public static Refused tokenNotMade(String name, int most) {
		return new Refused(RefusalReason.BAD_TOKEN,
				"There is a token called " + name + " already, or there are " + most + ".");
	}

	/**
	 * Refuses to revoke a token that there is not.
	 */
	public static Refused noToken(String name) {
		return new Refused(RefusalReason.NO_TOKEN, "There is no token called " + name + ".");
	}

	/**
	 * Refuses a name.
	 * @param reason a reason to refuse names
	 */
	public static Refused name(RefusalReason reason) {
		String text = switch (reason) {
			case TAKEN -> "That name is taken.";
			case MALFORMED -> "A name" + NAME_RULE;
			case RESERVED -> "That name is reserved.";
			default -> throw new IllegalArgumentException(reason + " is not about a name");
		};
		return new Refused(reason, text + " Type another name and press enter!");
	}

	/**
	 * Refuses {@code #register} of what the member owns.
	 */
	public static Refused alreadyRegistered(String name) {
		return new Refused(RefusalReason.ALREADY_REGISTERED, name + " is yours already.");
	}

	/**
	 * Refuses to take a name that somebody owns.
	 */
	public static Refused registered(String name) {
		return new Refused(RefusalReason.REGISTERED, "That name is registered. Type #login " + name + " to sign in.");
	}

	/**
	 * Refuses to check a password after too many wrong ones.
	 * @param left how long the next attempt has to wait
	 */
	public static Refused tooManyAttempts(String name, Duration left) {
		return new Refused(RefusalReason.TOO_MANY_ATTEMPTS,
				"Too many wrong passwords for " + name + ". Try again in " + seconds(left) + " s.");
	}

	/**
	 * Refuses to register one more name.
	 * @param left how long the next one has to wait
	 */
	public static Refused tooManyRegistrations(Duration left) {
		return new Refused(RefusalReason.TOO_MANY_ATTEMPTS,
				"Somebody registered a name from your address a moment ago. Try again in " + seconds(left) + " s.");
	}

	private static long seconds(Duration left) {
		return Math.max(1, left.plusMillis(999).toSeconds());
	}

	/**
	 * Refuses a command for operators.
	 */
	public static Refused operatorsOnly(CommandSyntax syntax) {
		return new Refused(RefusalReason.OPERATORS_ONLY, "Only operators may use " + syntax.word() + ".");
	}

	/**
	 * Refuses a line of a member who is muted.
	 */
	public static Refused muted(Sanction mute, Instant now) {
		return new Refused(RefusalReason.MUTED, mute.toldAt(now));
	}

	/**
	 * Refuses what needs an account that there is not.
	 */
	public static Refused noAccount(String name) {
		return new Refused(RefusalReason.NOBODY, "Nobody owns the name " + name + ".");
	}

	/**
	 * Refuses a name that no member may have.
	 */
	public static Refused noName(String name) {
		return new Refused(RefusalReason.MALFORMED, name + " is no name that a member may have.");
	}

	/**
	 * Refuses to lift what is not there.
	 */
	public static Refused noSanction(String subject, Sanction.Kind kind) {
		return new Refused(RefusalReason.NO_SANCTION, subject + " is not " + kind.word() + ".");
	}

	/**
	 * Refuses a text that is neither a name nor addresses.
	 */
	public static Refused noSubject(String text) {
		return new Refused(RefusalReason.NO_SUBJECT,
				text + " is neither a name nor addresses such as 10.0.0.7 or 10.0.0.0/8.");
	}

	/**
	 * Refuses a long line.
	 * @param limit the limit in bytes
	 */
	public static Refused tooLong(int limit) {
		return new Refused(RefusalReason.TOO_LONG, "That line is over " + limit + " bytes; it was not sent.");
	}

	/**
	 * Refuses bytes that are not UTF-8.
	 * @param withRemedy whether to add what helps
	 */
	public static Refused notUtf8(boolean withRemedy) {
		return new Refused(RefusalReason.NOT_UTF8,
				"That line is not valid UTF-8; it was not sent." + (withRemedy ? USE_BINARY : ""));
	}

	/**
	 * Refuses a command whose arguments are missing or invalid.
	 */
	public static Refused of(Misused misused) {
		return new Refused(RefusalReason.USAGE, "Usage: " + misused.syntax().usage());
	}

	/**
	 * Refuses a command that does not exist.
	 */
	public static Refused of(Unknown unknown) {
		return new Refused(RefusalReason.UNKNOWN_COMMAND, "Unknown command " + unknown.word()
				+ ". Type #help for the commands, or #" + unknown.word() + " to say it.");
	}

	/**
	 * Refuses a line that resembles a command.
	 */
	public static Refused of(Slip slip) {
		return new Refused(RefusalReason.LOOKS_LIKE_COMMAND,
				"Not sent. Type " + slip.word() + " to run the command, or " + slip.literal() + " to say it.");
	}

	/**
	 * Refuses a private message to a name that no member has.
	 */
	public static Refused nobody(String name) {
		return new Refused(RefusalReason.NOBODY, "Nobody here is called " + name + ".");
	}

	/**
	 * Refuses a room that there is not.
	 */
	public static Refused noRoom(String name) {
		return new Refused(RefusalReason.NO_ROOM, "There is no room called " + name + ".");
	}

	/**
	 * Refuses to enter a room.
	 */
	public static Refused mayNotEnter(String room) {
		return new Refused(RefusalReason.MAY_NOT_ENTER, "You may not enter " + room + ".");
	}

	/**
	 * Refuses to make a room.
	 */
	public static Refused mayNotMake(String room) {
		return new Refused(RefusalReason.MAY_NOT_MAKE,
				"There is no room called " + room + ", and you may not make one. Type #rooms for the rooms.");
	}

	/**
	 * Refuses one room more.
	 * @param limit how many there may be
	 */
	public static Refused tooManyRooms(int limit) {
		return new Refused(RefusalReason.TOO_MANY_ROOMS,
				String.format(Locale.ROOT, "There are %,d rooms already. Type #rooms for the rooms.", limit));
	}

	/**
	 * Refuses to enter the room in which the member is.
	 */
	public static Refused alreadyIn(String room) {
		return new Refused(RefusalReason.ALREADY_THERE, "You are in " + room + " already.");
	}

	/**
	 * Refuses to ignore more names.
	 * @param limit how many a member may ignore
	 */
	public static Refused tooManyIgnored(int limit) {
		return new Refused(RefusalReason.CANNOT_IGNORE,
				"You ignore " + limit + " names already. Type #unignore NAME to hear one again.");
	}

	/**
	 * Refuses to hear somebody again who is not ignored.
	 */
	public static Refused notIgnored(String name) {
		return new Refused(RefusalReason.NOT_IGNORED, "You do not ignore " + name + ".");
	}

	/**
	 * Refuses to repeat events that are no longer kept.
	 * @param seq the number that the client sent
	 * @param first the number of the first event that is kept
	 */
	public static Refused tooOld(long seq, long first) {
		return new Refused(RefusalReason.TOO_OLD.code(),
				"What came after " + seq + " is no longer kept; the first is " + first + ".", first);
	}

	/**
	 * Refuses to repeat events that have not happened.
	 * @param seq the number that the client sent
	 * @param first the number of the first event that is kept
	 */
	public static Refused tooNew(long seq, long first) {
		return new Refused(RefusalReason.TOO_NEW.code(),
				"There was no " + seq + " yet; the first that is kept is " + first + ".", first);
	}

	/**
	 * Refuses to repeat events of another epoch.
	 * @param first the number of the first event that is kept
	 */
	public static Refused otherRoom(long first) {
		return new Refused(RefusalReason.OTHER_ROOM.code(),
				"The room is a new one since then; the first that is kept is " + first + ".", first);
	}

}
