package io.chatroom.protocol;

import java.util.Collection;

import io.chatroom.protocol.Reply.Notice;

/**
 * The messages that answer commands, with the texts that people see.
 */
public final class Notices {

	/** The answer to {@code #history} before the first line. */
	public static final Notice NOTHING_SAID = new Notice("Nothing was said yet.");

	/** The answer to {@code #topic} in a room without a topic. */
	public static final Notice NO_TOPIC = new Notice("There is no topic.");

	/** The answer to {@code #quiet on}. */
	public static final Notice QUIET = new Notice("You no longer see who joins, leaves, moves or is renamed.");

	/** The answer to {@code #quiet off}. */
	public static final Notice NOT_QUIET = new Notice("You see again who joins, leaves, moves or is renamed.");

	/** The answer to {@code #password}. */
	public static final Notice PASSWORD_CHANGED = new Notice("Your password is changed.");

	private Notices() {
	}

	/**
	 * Answers {@code #topic}.
	 */
	public static Notice topic(String topic) {
		return topic.isEmpty() ? NO_TOPIC : new Notice(TextLines.topic(topic));
	}

	/**
	 * Answers {@code #ignore}.
	 * @param names the names that the member ignores
	 */
	public static Notice ignored(Collection<String> names) {
		return new Notice("You ignore " + (names.isEmpty() ? "nobody" : String.join(", ", names)) + ".");
	}

	/**
	 * Answers {@code #unignore}.
	 */
	public static Notice heard(String name) {
		return new Notice("You no longer ignore " + name + ".");
	}

	/**
	 * Answers {@code #register}.
	 */
	public static Notice registered(String name) {
		return new Notice(name + " is yours now. #login " + name + " signs you in.");
	}

	/**
	 * Answers {@code #unregister}.
	 */
	public static Notice unregistered(String name) {
		return new Notice(name + " is no longer yours; anyone may take it when you go.");
	}

	/**
	 * Answers {@code #token NAME}.
	 * @param secret what the program sends
	 */
	public static Notice token(String name, String secret) {
		return new Notice("Token " + name + ": " + secret + " (it is not shown again)");
	}

	/**
	 * Answers {@code #token}.
	 * @param names the names of the member's tokens
	 */
	public static Notice tokens(Collection<String> names) {
		return new Notice(names.isEmpty() ? "You have no token." : "Your tokens: " + String.join(", ", names) + ".");
	}

	/**
	 * Answers {@code #token revoke NAME}.
	 */
	public static Notice revoked(String name) {
		return new Notice("The token " + name + " is revoked.");
	}

	/**
	 * Confirms what an operator did.
	 */
	public static Notice done(Deed deed) {
		return new Notice(deed.subject() + " " + deed.action().result()
				+ ((deed.until() != null) ? " until " + UtcTime.end(deed.until()) : "") + ".");
	}

}
