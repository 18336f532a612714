package io.chatroom.client;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

import io.chatroom.protocol.Command;
import io.chatroom.protocol.Password;
import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Reply.PasswordPrompt;
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

	private final Standing standing;

	private final OwnLines ownLines;

	private final Screen screen;

	private final Arrival arrival;

	private boolean open;

	private volatile @Nullable Password answer;

	PasswordQuestion(ServerConnection connection, PasswordInput input, Standing standing, OwnLines ownLines,
			Screen screen, Arrival arrival) {
		this.connection = connection;
		this.input = input;
		this.standing = standing;
		this.ownLines = ownLines;
		this.screen = screen;
		this.arrival = arrival;
	}

	/**
	 * Asks the user for the password that the server wants. What was typed before is not
	 * sent, because it may be the password.
	 * @return the ending of the conversation, null if it continues
	 */
	@Nullable Ending asked(PasswordPrompt prompt) {
		Display display = this.screen.display();
		if (!this.screen.interactive()) {
			display.notice(prompt.name() + " is registered. Give its password with --password-file or CHAT_PASSWORD.");
			return Ending.NAME_REFUSED;
		}
		this.ownLines.shut();
		if (this.arrival.isIn()) {
			this.ownLines.heard(prompt, this.standing.name());
		}
		else if (!this.standing.wasIn()) {
			this.ownLines.nameCameThrough();
			if (!this.ownLines.drop().isEmpty()) {
				display.notice("Not said: what you typed before the server asked.");
			}
		}
		this.open = true;
		if (this.connection.isPrivate()) {
			this.input.ask(this::answer);
			display.show(prompt);
		}
		else {
			display.show(prompt);
			display.notice(SignIn.NOT_PRIVATE);
			// with a blank line the server takes its question back
			answer("");
		}
		return null;
	}

	/**
	 * Sends what the user typed. A command works here, too.
	 */
	private void answer(String line) {
		this.answer = (!line.isBlank() && Request.parse(line).command() instanceof Command.Login login)
				? login.password() : new Password(line.strip());
		try {
			this.connection.send(line);
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
	 * Returns whether the server has refused the password of a member. Lets the user's
	 * lines through again if it does not ask once more.
	 */
	boolean isAnswerRefused(Refused refused) {
		if (isAskedAgain(refused)) {
			return true;
		}
		boolean asked = end();
		if (asked) {
			this.ownLines.open();
		}
		return asked;
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
	 * Returns the password that the server has accepted, null for a certificate.
	 */
	@Nullable Password proof() {
		if (this.answer != null) {
			return this.answer;
		}
		if (this.arrival.isIn() || this.standing.name() == null) {
			OwnLine oldest = this.ownLines.oldest();
			return (oldest != null && oldest.command() instanceof Command.Login login) ? login.password() : null;
		}
		return this.standing.password();
	}

}
