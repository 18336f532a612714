package io.chatroom.client;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

import io.chatroom.protocol.Password;
import io.chatroom.protocol.SafeText;
import org.jspecify.annotations.Nullable;

/**
 * Runs one conversation with a server, over several connections if connections are lost.
 * The calling thread reads from the server.
 */
final class ChatSession {

	private final Servers servers;

	private final ConnectArguments arguments;

	private final Screen screen;

	private final Standing standing;

	private final OwnLines ownLines;

	private final Typist typist;

	private final Redial redial;

	private final Waits waits;

	private final Leave leave;

	private final PasswordInput passwords;

	private boolean typing;

	private volatile boolean isPrivate;

	ChatSession(Servers servers, ConnectArguments arguments, Screen screen, Waits waits) {
		this.servers = servers;
		this.arguments = arguments;
		this.screen = screen;
		this.standing = new Standing(arguments.name(), password(arguments), arguments.room());
		this.ownLines = new OwnLines(screen.display()::pending);
		this.passwords = new PasswordInput(screen.display());
		this.typist = new Typist(screen, this.ownLines, this.passwords, () -> this.isPrivate, this::hurry, this::leave);
		this.redial = new Redial(servers, screen.display(), new BackOff(RandomGenerator.getDefault()), this::onlyQuits,
				waits.delay());
		this.waits = waits;
		this.leave = new Leave(waits.delay());
	}

	private static @Nullable Password password(ConnectArguments arguments) {
		GivenPassword given = arguments.password();
		return (given != null) ? given.password() : null;
	}

	/**
	 * Runs the conversation to its end.
	 * @throws IOException if the first connection fails
	 */
	Ending converse() throws IOException {
		Ending ending = Ending.BROKEN_OFF;
		try {
			ending = talk();
			Exception failure = this.typist.failure();
			if (failure != null) {
				this.screen.display().notice(String.format(Locale.ROOT, "The input failed: %s.", failure.getMessage()));
				ending = Ending.BROKEN_OFF;
			}
			return (ending == Ending.DONE && !isAllSaid()) ? Ending.NOT_ALL_SAID : ending;
		}
		finally {
			if (ending != Ending.DONE) {
				this.screen.display().notSaid(this.ownLines.notSaid());
			}
		}
	}

	/**
	 * Ends the conversation: closes the connection, and does not reconnect. Safe for any
	 * thread.
	 */
	void abort() {
		this.redial.giveUp();
		this.leave.hangUp();
	}

	private Ending talk() throws IOException {
		Greeted greeted = new FirstConnect(this.servers, this.screen.display(), this.arguments.patience()).connect();
		if (greeted.greeting().isOfChatroom()) {
			Ending ending = stay(greeted);
			if (ending != Ending.NOT_STRUCTURED) {
				return ending;
			}
			// the server may have taken "#format json" as the name
			greeted = this.servers.again();
		}
		return stayPlainly(greeted);
	}

	private Ending stay(Greeted first) {
		Greeted greeted = first;
		while (greeted != null) {
			ServerConnection connection = greeted.connection();
			this.leave.from(connection);
			this.isPrivate = connection.isPrivate();
			StructuredVisit visit = new StructuredVisit(connection, this.standing, this.ownLines, this.screen,
					this.passwords, this::type);
			try {
				return visit.stay();
			}
			catch (IOException ex) {
				if (visit.cameIn()) {
					this.redial.reset();
				}
				this.redial.tell(lost(greeted.server(), ex));
				boolean comesBack = this.arguments.reconnect() && this.standing.isStructured();
				greeted = comesBack ? this.redial.again() : null;
			}
		}
		return (onlyQuits() && this.standing.wasIn()) ? Ending.DONE : Ending.BROKEN_OFF;
	}

	/**
	 * Returns whether a pipe has sent all its lines, and only {@code #quit} is left.
	 */
	private boolean onlyQuits() {
		return !this.screen.interactive() && this.ownLines.texts().equals(List.of(OwnLine.QUIT.text()));
	}

	private Ending stayPlainly(Greeted greeted) {
		try (ServerConnection connection = greeted.connection()) {
			this.screen.display().text(SafeText.of(greeted.greeting().text()));
			if (connection.lines().endHere(this.waits.turnedAwayMillis())) {
				throw new EOFException();
			}
			String missing = this.arguments.json() ? "JSON mode" : (this.arguments.room() != null) ? "rooms"
					: (this.arguments.password() != null) ? "accounts" : null;
			if (missing != null) {
				this.screen.display().notice(String.format(Locale.ROOT, "%s has no %s.", greeted.server(), missing));
				return Ending.BROKEN_OFF;
			}
			this.leave.from(connection);
			Screen watched = new Screen(this.screen.display(), this::readLine, this.screen.interactive());
			return new PlainVisit(connection, watched).stay(greeted.greeting().whole(), this.arguments.name());
		}
		catch (IOException ex) {
			this.screen.display().notice(lost(greeted.server(), ex));
			return Ending.BROKEN_OFF;
		}
	}

	private void type() {
		if (!this.typing) {
			this.typing = true;
			Thread.ofVirtual().name("typist").start(this.typist);
		}
	}

	private @Nullable String readLine() throws IOException {
		String line = this.screen.typing().readLine();
		String text = (line != null && this.screen.interactive()) ? OwnLine.typed(line).text() : line;
		if (text == null || OwnLine.of(text).isQuit()) {
			leave();
		}
		return text;
	}

	private void hurry() {
		// in a pipe no line is a request to retry at once
		if (this.screen.interactive()) {
			this.redial.hurry();
		}
	}

	private void leave() {
		// in a pipe all lines are sent before the client quits
		if (this.screen.interactive()) {
			this.redial.giveUp();
			this.leave.begin();
		}
	}

	/**
	 * Returns whether every line of a pipe was sent and accepted. Always true on a
	 * terminal, where the user sees what was refused.
	 */
	private boolean isAllSaid() {
		return this.screen.interactive() || !(this.screen.typing().leftOut() || this.ownLines.wasRefused());
	}

	private String lost(HostAndPort server, IOException failure) {
		if (this.leave.isOverdue()) {
			return String.format(Locale.ROOT, "%s did not close the connection within %d seconds.", server,
					Leave.PATIENCE.toSeconds());
		}
		String reason = (failure.getMessage() != null) ? ": " + failure.getMessage() : "";
		return String.format(Locale.ROOT, "The connection to %s was lost%s.", server, reason);
	}

}
