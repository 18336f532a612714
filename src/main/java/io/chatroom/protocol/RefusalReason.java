package io.chatroom.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Why the server refuses a line. Its name is the code of the JSON event {@code refused}.
 */
public enum RefusalReason {

	/** Another member has the name, or one that looks like it. */
	TAKEN("name_taken"),
	/** The name breaks the rules for names. */
	MALFORMED("name_malformed"),
	/** The name might be taken for the server, or is what scanners send. */
	RESERVED("name_reserved"),
	/** The line is longer than the limit. */
	TOO_LONG("too_long"),
	/** The bytes of the line are not UTF-8. */
	NOT_UTF8("not_utf8"),
	/** The command table has no such command. */
	UNKNOWN_COMMAND(null),
	/** The line resembles a command, so it was not sent. */
	LOOKS_LIKE_COMMAND(null),
	/** Arguments are missing or invalid. */
	USAGE(null),
	/** No member has that name. */
	NOBODY(null),
	/** There is no such room. */
	NO_ROOM(null),
	/** The name of a room breaks the rules for names. */
	ROOM_MALFORMED(null),
	/** The member may not enter the room. */
	MAY_NOT_ENTER(null),
	/** The member may not make a room. */
	MAY_NOT_MAKE(null),
	/** There are as many rooms as there may be. */
	TOO_MANY_ROOMS(null),
	/** The member is in that room already. */
	ALREADY_THERE(null),
	/** The member may not set the topic. */
	MAY_NOT_SET_TOPIC(null),
	/** The member cannot ignore that one, or not one more. */
	CANNOT_IGNORE(null),
	/** The member does not ignore that one. */
	NOT_IGNORED(null),
	/** The server cannot store lines now. */
	CANNOT_STORE(null),
	/** The server cannot read now what it has stored. */
	CANNOT_READ(null),
	/** The server cannot change what is kept of accounts and sanctions now. */
	CANNOT_KEEP(null),
	/** Somebody owns the name: it needs its password. */
	REGISTERED(null),
	/** The password is wrong, or nobody owns the name. */
	WRONG_PASSWORD("wrong_password"),
	/** There were too many wrong passwords for the name. */
	TOO_MANY_ATTEMPTS("too_many_attempts"),
	/** The server checks too many passwords now. */
	TOO_BUSY("too_busy"),
	/** The connection may not carry passwords. */
	TLS_ONLY(null),
	/** The password is too short or too long, or has blanks. */
	BAD_PASSWORD(null),
	/** The connection has no TLS client certificate. */
	NO_CERTIFICATE(null),
	/** The member is not signed in. */
	NOT_SIGNED_IN(null),
	/** The member owns the name already. */
	ALREADY_REGISTERED(null),
	/** Only who runs the server may register the name. */
	MAY_NOT_REGISTER(null),
	/** The command is for operators. */
	OPERATORS_ONLY(null),
	/** An operator muted the member. */
	MUTED("muted"),
	/** Nobody is banned or muted by that name or address. */
	NO_SANCTION(null),
	/** The text is neither a name nor addresses. */
	NO_SUBJECT(null),
	/** The command is for {@link Format#JSON} alone. */
	NEEDS_JSON(null),
	/** The events to be repeated are no longer kept. */
	TOO_OLD(null),
	/** The events to be repeated have not happened. */
	TOO_NEW(null),
	/** A token cannot have that name, or the account has too many. */
	BAD_TOKEN(null),
	/** The account has no token of that name. */
	NO_TOKEN(null),
	/**
	 * The events to be repeated are of another room, or of the time before the last
	 * start.
	 */
	OTHER_ROOM(null);

	private final @Nullable String label;

	RefusalReason(@Nullable String label) {
		this.label = label;
	}

	/**
	 * Returns the label in metrics, or null if they do not count such refusals.
	 */
	public @Nullable String label() {
		return this.label;
	}

	/**
	 * Returns the code that programs see.
	 */
	public String code() {
		return JsonLine.code(this);
	}

}
