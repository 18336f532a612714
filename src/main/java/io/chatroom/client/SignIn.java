package io.chatroom.client;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import io.chatroom.protocol.Command;
import io.chatroom.protocol.CommandSyntax;
import io.chatroom.protocol.Password;
import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Reply.Entered;
import io.chatroom.protocol.Reply.PasswordPrompt;
import io.chatroom.protocol.Reply.Prompt;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.SignedIn;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.ServerEvent;
import org.jspecify.annotations.Nullable;

/**
 * Signs in over one connection, and goes to the user's room. After a lost connection it
 * resumes at the last event seen. Used by the reader thread only.
 */
final class SignIn {

	private static final String TO_JSON = "#format json";

	static final String NOT_PRIVATE = "Others could read the password on its way. Connect with --tls.";

	/** Refusals of a name, or of the password that came with it. */
	private static final Set<RefusalReason> NAME_REFUSALS = EnumSet.of(RefusalReason.TAKEN, RefusalReason.MALFORMED,
			RefusalReason.RESERVED, RefusalReason.USAGE, RefusalReason.REGISTERED, RefusalReason.WRONG_PASSWORD,
			RefusalReason.TLS_ONLY, RefusalReason.TOO_MANY_ATTEMPTS, RefusalReason.TOO_BUSY, RefusalReason.CANNOT_KEEP);

	/** Refusals after which the same password may be accepted later. */
	private static final Set<RefusalReason> NOT_NOW = EnumSet.of(RefusalReason.TOO_MANY_ATTEMPTS,
			RefusalReason.TOO_BUSY, RefusalReason.CANNOT_KEEP);

	private final ServerConnection connection;

	private final Standing standing;

	private final OwnLines ownLines;

	private final Screen screen;

	private final SilentCommands silent;

	private final PasswordQuestion question;

	private boolean resumes;

	/** Whether the server has yet to let the client into the user's room. */
	private boolean isOnItsWay;

	private boolean isIn;

	private @Nullable Prompt prompt;

	private @Nullable Welcome welcome;

	SignIn(ServerConnection connection, Standing standing, OwnLines ownLines, Screen screen, PasswordInput passwords) {
		this.connection = connection;
		this.standing = standing;
		this.ownLines = ownLines;
		this.screen = screen;
		this.question = new PasswordQuestion(connection, passwords);
		this.silent = new SilentCommands(connection, screen.display());
	}

	void begin() throws IOException {
		say(TO_JSON);
	}

	/**
	 * Returns whether the client is in the user's room.
	 */
	boolean isIn() {
		return this.isIn;
	}

	/**
	 * Answers the request for a name.
	 * @return the ending of the conversation, null if it continues
	 */
	@Nullable Ending prompted(Prompt prompt) throws IOException {
		String name = this.standing.name();
		this.prompt = prompt;
		if (this.question.end()) {
			// the user does not know the password
			askForAnotherName(prompt);
		}
		else if (this.standing.wasIn() && !this.resumes) {
			resume();
		}
		else if (name != null) {
			return signIn(name);
		}
		else {
			this.screen.display().show(prompt);
			this.ownLines.takeBack();
			this.ownLines.letNameThrough();
		}
		return null;
	}

	private @Nullable Ending signIn(String name) throws IOException {
		Password password = this.standing.password();
		if (password == null) {
			say(name);
		}
		else if (this.connection.isPrivate()) {
			say(CommandSyntax.LOGIN.word() + " " + this.standing.account() + " " + password.text());
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
		this.standing.signedIn(signedIn.account(), proof());
		this.question.end();
		if (this.isIn) {
			this.ownLines.open();
		}
		if (!this.standing.wasIn()) {
			this.screen.display().show(signedIn);
		}
		else if (!this.isIn) {
			this.screen.display().learn(signedIn);
		}
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
		if (this.isIn) {
			this.ownLines.heard(prompt, this.standing.name());
		}
		else if (!this.standing.wasIn()) {
			this.ownLines.nameCameThrough();
			if (!this.ownLines.drop().isEmpty()) {
				display.notice("Not said: what you typed before the server asked.");
			}
		}
		if (this.connection.isPrivate()) {
			this.question.ask();
			display.show(prompt);
		}
		else {
			display.show(prompt);
			display.notice(NOT_PRIVATE);
			this.question.decline();
		}
		return null;
	}

	/**
	 * Returns whether the server has refused the password of a member. Lets the user's
	 * lines through again if it does not ask once more.
	 */
	boolean isOfPassword(Refused refused) {
		if (this.question.isAskedAgain(refused)) {
			return true;
		}
		boolean asked = this.question.end();
		if (asked) {
			this.ownLines.open();
		}
		return asked;
	}

	/**
	 * Ends what the user is asked on this connection.
	 */
	void end() {
		this.question.end();
	}

	/**
	 * Returns the password that the server has accepted, null for a certificate.
	 */
	private @Nullable Password proof() {
		if (this.question.answer() != null) {
			return this.question.answer();
		}
		if (this.isIn || this.standing.name() == null) {
			OwnLine oldest = this.ownLines.oldest();
			return (oldest != null && oldest.command() instanceof Command.Login login) ? login.password() : null;
		}
		return this.standing.password();
	}

	/**
	 * Requests the missed events. The server does not confirm {@code #resume}, it only
	 * refuses it. So {@code #format} is sent after it: its answer, a prompt, shows that
	 * {@code #resume} was not refused.
	 */
	private void resume() throws IOException {
		this.resumes = true;
		say(String.format(Locale.ROOT, "#resume %d %s", this.standing.seq(), this.standing.epoch()));
		say(TO_JSON);
	}

	/**
	 * Starts over after the server has refused the epoch. In the first room all events
	 * since the restart are requested.
	 */
	private void startOver(Prompt prompt) {
		boolean first = this.standing.wants(prompt.room());
		this.screen.display()
			.notice(first ? "The server was restarted."
					: "The server was restarted, or the room " + this.standing.room() + " was closed.");
		this.standing.startOver(prompt.epoch());
		this.ownLines.takeBack();
		// at the next prompt, which the server has already sent
		this.resumes = !first;
	}

	/**
	 * Counts a missed line, if the event is a line or an action.
	 */
	void caughtUp(RoomEvent event) {
		if (event instanceof Said || event instanceof Emoted) {
			this.standing.catchUp();
		}
	}

	void welcomed(Welcome welcome) throws IOException {
		String wanted = this.standing.name();
		boolean back = this.standing.wasIn();
		int caughtUp = this.standing.caughtUp();
		boolean first = wanted == null || !back;
		this.standing.welcomed(welcome);
		this.welcome = welcome;
		if (wanted == null) {
			this.ownLines.nameCameThrough();
		}
		if (first) {
			this.screen.display().show(welcome);
		}
		else {
			this.screen.display().learn(welcome);
		}
		if (back) {
			this.screen.display().notice("Back as " + welcome.name() + caughtUp(caughtUp) + ".");
			this.ownLines.takeBack();
		}
		if (this.standing.isElsewhere()) {
			this.isOnItsWay = true;
			say(CommandSyntax.JOIN.word() + " " + this.standing.room());
		}
		this.silent.send(this.standing.filter());
		if (!this.isOnItsWay && this.screen.interactive()) {
			this.silent.who(welcome, first);
		}
		if (back && wanted != null && !wanted.equals(welcome.name())) {
			// a replayed event shows that the user had changed the name before the loss
			say("#nick " + wanted);
		}
		if (!this.isOnItsWay) {
			open();
		}
	}

	/**
	 * Lets the user's lines through, when the client is where they are meant for.
	 */
	private void open() {
		this.isOnItsWay = false;
		this.isIn = true;
		this.ownLines.open();
	}

	/**
	 * Handles the move to another room.
	 * @return whether the client moved by itself
	 */
	boolean entered(Entered entered) {
		boolean byItself = this.isOnItsWay;
		this.standing.entered(entered);
		this.screen.display().show(entered);
		if (byItself) {
			open();
		}
		return byItself;
	}

	private static String caughtUp(int lines) {
		return switch (lines) {
			case 0 -> "";
			case 1 -> "; caught up 1 line";
			default -> "; caught up " + lines + " lines";
		};
	}

	/**
	 * Takes an answer to a command that the client sent by itself.
	 * @return whether the event is such an answer
	 */
	boolean answered(ServerEvent event) {
		return this.silent.take(event);
	}

	/**
	 * Returns whether all lines of the user are still to be sent, or behind commands that
	 * have no answer yet.
	 */
	boolean isAskingItself() {
		return this.isOnItsWay || this.silent.areUnanswered();
	}

	/**
	 * Handles a refusal before the client is in the user's room.
	 * @return the ending of the conversation, null if it continues
	 */
	@Nullable Ending refused(Refused refused) throws IOException {
		if (this.isOnItsWay) {
			return roomRefused(refused);
		}
		Long first = refused.first();
		if (refused.is(RefusalReason.OTHER_ROOM) && this.prompt != null) {
			startOver(this.prompt);
			return null;
		}
		if (refused.is(RefusalReason.TOO_OLD) && first != null) {
			long lost = first - 1 - this.standing.seq();
			this.screen.display()
				.notice(String.format(Locale.ROOT, "%d missed events are no longer in the server's history.", lost));
			this.standing.saw(first - 1);
			// resume again at the next prompt, which the server has already sent
			this.resumes = false;
			return null;
		}
		return NAME_REFUSALS.stream().anyMatch(refused::is) ? nameRefused(refused) : null;
	}

	/**
	 * Stays in the room in which the client has joined. The user's lines were meant for
	 * another.
	 */
	private @Nullable Ending roomRefused(Refused refused) throws IOException {
		if (!refused.is(RefusalReason.ALREADY_THERE)) {
			this.screen.display().notice(refused.text());
			if (!this.screen.interactive()) {
				return Ending.ROOM_REFUSED;
			}
			this.screen.display().notSaid(this.ownLines.drop());
		}
		this.standing.stayHere();
		if (this.welcome != null && this.screen.interactive()) {
			this.silent.who(this.welcome, true);
		}
		open();
		return null;
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
		else if (this.standing.password() != null && NOT_NOW.stream().anyMatch(refused::is)) {
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

	private void say(String line) throws IOException {
		this.connection.send(line, "\r\n", false);
	}

}
