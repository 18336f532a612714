package io.chatroom.protocol;

import io.chatroom.protocol.Reply.Bye;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection closes, and the last line that its client receives. The name of a
 * reason with a last line is the code of the JSON event {@code bye}.
 */
public enum CloseReason {

	/** The client sent {@code #quit}. */
	QUIT("quit", "#quit"),
	/** The client's last name was refused once too often. */
	TOO_MANY_TRIES("evicted", "Too many tries. Goodbye!"),
	/** The server stops. */
	GOING_DOWN("shutdown", "The server is going down. Goodbye!"),
	/** An operator closed the connection. */
	KICKED("kicked", "An operator has sent you away. Goodbye!"),
	/** An operator keeps the name or the address out. */
	BANNED("banned", "You are banned."),
	/** The owner of the name signed in on another connection. */
	SIGNED_IN_ELSEWHERE("replaced", "You have signed in elsewhere. Goodbye!"),
	/** The other nodes have taken this one for dead. */
	AWAY_TOO_LONG("fenced", "This server was away too long. Connect again. Goodbye!"),
	/** The rooms' log was away for too long. */
	LOST_LOG("log", "This server lost its room log. Connect again. Goodbye!"),
	/** A newer version writes what this server cannot read: it takes nobody new. */
	OUTDATED("outdated", "This server is older than its room log. Connect to another. Goodbye!"),
	/** More bytes are queued for the client than the limit. */
	OVERFLOW("evicted", "You read too slowly: too much is waiting for you. Goodbye!"),
	/** The client's socket has taken nothing for too long. */
	STALLED("evicted", "You have read nothing for too long. Goodbye!"),
	/** The client has not given a name in time. */
	NAMELESS("deadline", "You have not given a name in time. Goodbye!"),
	/** The client has been silent for too long. */
	IDLE("deadline", "You have said nothing for too long. Goodbye!"),
	/** The first bytes were an HTTP request, or a PROXY header that is not trusted. */
	REFUSED("evicted", null),
	/** The client ended its stream. */
	END_OF_STREAM("eof", null),
	/** The connection broke. */
	RESET("reset", null);

	private final String cause;

	private final @Nullable String lastWords;

	CloseReason(String cause, @Nullable String lastWords) {
		this.cause = cause;
		this.lastWords = lastWords;
	}

	/**
	 * Returns the word for this reason in metrics and log lines. Several reasons share
	 * one.
	 */
	public String cause() {
		return this.cause;
	}

	/**
	 * Returns whether the server evicts a client for this reason.
	 */
	public boolean isEviction() {
		return this == OVERFLOW || this == STALLED || this == NAMELESS || this == IDLE;
	}

	/**
	 * Returns whether the client receives a last line.
	 */
	boolean hasLastWords() {
		return this.lastWords != null;
	}

	/**
	 * Returns the last line to the client.
	 * @return the line for people, without its line end
	 * @throws IllegalStateException when this reason has none
	 */
	public String lastWords() {
		if (this.lastWords == null) {
			throw new IllegalStateException(this + " has no last line");
		}
		return this.lastWords;
	}

	/**
	 * Returns the last line to the client.
	 * @param format the client's format
	 * @return a line, without its line end
	 * @throws IllegalStateException when this reason has none
	 */
	public String lastWords(Format format) {
		Bye bye = new Bye(this, lastWords());
		return (format == Format.JSON) ? JsonLines.of(bye).getFirst() : bye.text();
	}

	/**
	 * Returns the last line to a client that an operator disconnects.
	 * @param why why, or empty
	 */
	public static String kicked(String why) {
		return why.isEmpty() ? KICKED.lastWords() : "An operator has sent you away: " + why + " Goodbye!";
	}

	/**
	 * Returns the code that programs see.
	 */
	public String code() {
		return JsonLine.code(this);
	}

}
