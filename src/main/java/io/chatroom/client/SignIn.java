package io.chatroom.client;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import io.chatroom.protocol.CommandSyntax;
import io.chatroom.protocol.Password;
import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Reply.Prompt;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.SignedIn;
import org.jspecify.annotations.Nullable;

/**
 * Signs in over one connection, with a name and perhaps a password. Used by the reader
 * thread only.
 */
final class SignIn {

	static final String TO_JSON = "#format json";

	static final String NOT_PRIVATE = "Others could read the password on its way. Connect with --tls.";

	/** Refusals of a name, or of the password that came with it. */
	private static final Set<RefusalReason> NAME_REFUSALS = EnumSet.of(RefusalReason.TAKEN, RefusalReason.MALFORMED,
			RefusalReason.RESERVED, RefusalReason.USAGE, RefusalReason.REGISTERED, RefusalReason.WRONG_PASSWORD,
			RefusalReason.TLS_ONLY, RefusalReason.TOO_MANY_ATTEMPTS, RefusalReason.TOO_BUSY, RefusalReason.CANNOT_KEEP,
			RefusalReason.CANNOT_READ);

	/** Refusals after which the same name and password may be accepted later. */
	private static final Set<RefusalReason> NOT_NOW = EnumSet.of(RefusalReason.TOO_MANY_ATTEMPTS,
			RefusalReason.TOO_BUSY, RefusalReason.CANNOT_KEEP, RefusalReason.CANNOT_READ);

	private final ServerConnection connection;

	private final Standing standing;

	private final OwnLines ownLines;

	private final Screen screen;

	private final Arrival arrival;

	private final Resume resume;

	private final PasswordQuestion question;

	SignIn(ServerConnection connection, Standing standing, OwnLines ownLines, Screen screen, PasswordQuestion question,
			Arrival arrival) {
		this.connection = connection;
		this.standing = standing;
		this.ownLines = ownLines;
		this.screen = screen;
		this.arrival = arrival;
		this.resume = new Resume(connection, standing, ownLines, screen.display());
		this.question = question;
	}

	void begin() throws IOException {
		this.connection.send(TO_JSON);
	}

	/**
	 * Answers the request for a name.
	 * @return the ending of the conversation, null if it continues
	 */
	@Nullable Ending prompted(Prompt prompt) throws IOException {
		if (this.question.end()) {
			// the user does not know the password
			askForAnotherName(prompt);
			return null;
		}
		if (this.resume.request(prompt)) {
			return null;
		}
		String name = this.standing.name();
		if (name != null) {
			return signIn(name);
		}
		this.screen.display().show(prompt);
		this.ownLines.takeBack();
		this.ownLines.letNameThrough();
		return null;
	}

	private @Nullable Ending signIn(String name) throws IOException {
		Password password = this.standing.password();
		if (password == null) {
			this.connection.send(name);
		}
		else if (this.connection.isPrivate()) {
			this.connection.send(CommandSyntax.LOGIN.word() + " " + this.standing.account() + " " + password.text());
		}
		else {
			this.screen.display().notice(NOT_PRIVATE);
			return Ending.NAME_REFUSED;
		}
		return null;
	}

	/**
	 * Remembers the account and its password. Shows the event if the client is not in a
	 * room; the first time only, and not after each reconnect.
	 */
	void signedIn(SignedIn signedIn) {
		this.standing.signedIn(signedIn.account(), this.question.proof());
		this.question.end();
		if (this.arrival.isIn()) {
			this.ownLines.open();
		}
		if (!this.standing.wasIn()) {
			this.screen.display().show(signedIn);
		}
		else if (!this.arrival.isIn()) {
			this.screen.display().learn(signedIn);
		}
	}

	/**
	 * Handles a refusal before the client has a name.
	 * @return the ending of the conversation, null if it continues
	 */
	@Nullable Ending refused(Refused refused) throws IOException {
		boolean isOfName = !this.resume.refused(refused) && NAME_REFUSALS.stream().anyMatch(refused::is);
		return isOfName ? nameRefused(refused) : null;
	}

	private @Nullable Ending nameRefused(Refused refused) throws IOException {
		if (this.question.isAskedAgain(refused)) {
			this.screen.display().show(refused);
			return null;
		}
		this.question.end();
		boolean typed = this.standing.name() == null;
		if (typed) {
			this.ownLines.nameCameThrough();
		}
		else if (this.standing.wasIn() && refused.is(RefusalReason.TAKEN) && this.standing.mayBeTakenByGhost()) {
			throw new IOException(String.format(Locale.ROOT, "the name %s is still taken", this.standing.name()));
		}
		else if ((this.standing.password() != null || this.standing.wasIn())
				&& NOT_NOW.stream().anyMatch(refused::is)) {
			throw new IOException(refused.text().replaceFirst("\\.$", ""));
		}
		if (!this.screen.interactive()) {
			this.screen.display().notice(refused.text());
			return Ending.NAME_REFUSED;
		}
		// the server's text asks for another name
		askForAnotherName(new Prompt("", "", 0, refused.text()));
		return null;
	}

	private void askForAnotherName(Prompt prompt) {
		this.standing.name(null);
		this.standing.signedIn(null, null);
		this.screen.display().show(prompt);
		this.ownLines.letNewNameThrough();
	}

}
