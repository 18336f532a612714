package io.chatroom.client;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

import io.chatroom.protocol.Command;
import io.chatroom.protocol.Password;
import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Request;
import org.jspecify.annotations.Nullable;

/**
 * The question for a password that the server asks on one connection. Used by the reader
 * thread only, except for the answer.
 */
final class PasswordQuestion {

	/** Refusals after which the server asks again. */
	private static final Set<RefusalReason> ASKED_AGAIN = EnumSet.of(RefusalReason.WRONG_PASSWORD,
			RefusalReason.TOO_MANY_ATTEMPTS, RefusalReason.TLS_ONLY);

	private final ServerConnection connection;

	private final PasswordInput input;

	private boolean open;

	private volatile @Nullable Password answer;

	PasswordQuestion(ServerConnection connection, PasswordInput input) {
		this.connection = connection;
		this.input = input;
	}

	/**
	 * Asks the user.
	 */
	void ask() {
		this.open = true;
		this.input.ask(this::answer);
	}

	/**
	 * Answers with a blank line, with which the server takes its question back.
	 */
	void decline() {
		this.open = true;
		answer("");
	}

	/**
	 * Sends what the user typed. A command works here, too.
	 */
	private void answer(String line) {
		this.answer = (!line.isBlank() && Request.parse(line).command() instanceof Command.Login login)
				? login.password() : new Password(line.strip());
		try {
			this.connection.send(line, "\r\n", false);
		}
		catch (IOException ex) {
			// the reader thread gets the same error and handles it
		}
	}

	/**
	 * Returns whether the server asks again after it has refused an answer.
	 */
	boolean isAskedAgain(Refused refused) {
		return this.open && ASKED_AGAIN.stream().anyMatch(refused::is);
	}

	/**
	 * Ends the question.
	 * @return whether there was one
	 */
	boolean end() {
		boolean wasOpen = this.open;
		this.open = false;
		if (wasOpen) {
			this.input.end();
		}
		return wasOpen;
	}

	/**
	 * Returns the last answer, null if there was none.
	 */
	@Nullable Password answer() {
		return this.answer;
	}

}
