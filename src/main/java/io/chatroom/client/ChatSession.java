package io.chatroom.client;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

/**
 * A conversation with a server, over as many connections as it takes. The calling thread
 * reads what comes.
 */
final class ChatSession {

	/** What a server begins with that may know the structured mode, as a whole line. */
	private static final String GREETING = "Greetings from the ChatRoom!";

	private static final int PATIENCE_MILLIS = 3000;

	private final Dial dial;

	private final ConnectArguments arguments;

	private final Screen screen;

	private final Standing standing;

	private final OwnLines ownLines;

	private final Typist typist;

	private final CountDownLatch left = new CountDownLatch(1);

	private final BackOff backOff = new BackOff(RandomGenerator.getDefault());

	private boolean typing;

	/** What was told since one was in the room: once is enough. */
	private final Set<String> told = new HashSet<>();

	ChatSession(Dial dial, ConnectArguments arguments, Screen screen) {
		this.dial = dial;
		this.arguments = arguments;
		this.screen = screen;
		this.standing = new Standing(arguments.name());
		this.ownLines = new OwnLines(screen.display()::pending);
		this.typist = new Typist(screen, this.ownLines, this::leave);
	}

	/**
	 * Converses until one has enough.
	 * @throws IOException when there was no connection at all
	 */
	Ending converse() throws IOException {
		ServerConnection connection = this.dial.connect();
		String greeting = greeting(connection);
		if (greeting != null && greeting.startsWith(GREETING) && connection.lines().wasWhole()) {
			Ending ending = stay(connection);
			if (ending != Ending.NOT_STRUCTURED) {
				return ending;
			}
			// it may have taken the question for a name
			connection = this.dial.connect();
			greeting = greeting(connection);
		}
		return stayPlainly(connection, greeting);
	}

	private @Nullable String greeting(ServerConnection connection) throws IOException {
		try {
			return connection.lines().greeting(PATIENCE_MILLIS);
		}
		catch (SSLException ex) {
			// with TLS 1.3 a server sees a client's certificate last
			throw TlsException.of(this.dial.server(), ex);
		}
	}

	private Ending stayPlainly(ServerConnection connection, @Nullable String greeting) {
		try (connection) {
			if (this.arguments.json()) {
				this.screen.display().notice("%s does not know the structured mode.".formatted(this.dial.server()));
				return Ending.BROKEN_OFF;
			}
			return new PlainVisit(connection, this.screen).stay(greeting, this.arguments.name());
		}
		catch (IOException ex) {
			tell(lost(ex));
			return Ending.BROKEN_OFF;
		}
	}

	private Ending stay(ServerConnection first) {
		ServerConnection connection = first;
		while (connection != null) {
			StructuredVisit visit = new StructuredVisit(connection, this.standing, this.ownLines, this.screen,
					this::type);
			try {
				Ending ending = visit.stay();
				return (ending == Ending.DONE) ? done() : ending;
			}
			catch (IOException ex) {
				if (visit.cameIn()) {
					this.backOff.reset();
					this.told.clear();
				}
				tell(lost(ex));
				connection = (this.arguments.reconnect() && this.standing.isStructured()) ? comeBack() : null;
			}
		}
		return Ending.BROKEN_OFF;
	}

	private void type() {
		if (!this.typing) {
			this.typing = true;
			Thread.ofVirtual().name("typist").start(this.typist);
		}
	}

	private Ending done() {
		IOException failure = this.typist.failure();
		if (failure != null) {
			tell("The input broke off: %s.".formatted(failure.getMessage()));
		}
		return (failure != null) ? Ending.BROKEN_OFF : Ending.DONE;
	}

	/**
	 * Connects again.
	 * @return null when someone at a terminal would not wait
	 */
	private @Nullable ServerConnection comeBack() {
		tell("Trying again.");
		while (!leftWithin(this.backOff.next().toMillis())) {
			try {
				ServerConnection connection = this.dial.connect();
				String greeting = greeting(connection);
				if (greeting != null && greeting.startsWith(GREETING)) {
					return connection;
				}
				connection.close();
				tell((greeting != null) ? SafeText.of(greeting) : "");
			}
			catch (IOException ex) {
				tell("Cannot connect to %s: %s.".formatted(this.dial.server(), ex.getMessage()));
			}
		}
		tell("Some of what was typed was not sent.");
		return null;
	}

	private void leave() {
		// in a pipe all is to be said first
		if (this.screen.interactive()) {
			this.left.countDown();
		}
	}

	private boolean leftWithin(long millis) {
		try {
			return this.left.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return true;
		}
	}

	private String lost(IOException failure) {
		String reason = (failure.getMessage() != null) ? ": " + failure.getMessage() : "";
		return "The connection to %s was lost%s.".formatted(this.dial.server(), reason);
	}

	private void tell(String text) {
		if (this.told.add(text)) {
			this.screen.display().notice(text);
		}
	}

}
