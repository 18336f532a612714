package io.chatroom.client;

import java.io.EOFException;
import java.io.IOException;
import java.util.Set;

import io.chatroom.client.ServerEvent.Again;
import io.chatroom.client.ServerEvent.Bye;
import io.chatroom.client.ServerEvent.Emoted;
import io.chatroom.client.ServerEvent.Happening;
import io.chatroom.client.ServerEvent.Left;
import io.chatroom.client.ServerEvent.Prompt;
import io.chatroom.client.ServerEvent.Refused;
import io.chatroom.client.ServerEvent.Renamed;
import io.chatroom.client.ServerEvent.Said;
import io.chatroom.client.ServerEvent.Text;
import io.chatroom.client.ServerEvent.Told;
import io.chatroom.client.ServerEvent.Welcome;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a server in the structured mode, from its greeting on. Reader thread.
 */
final class StructuredVisit {

	private static final String END = "\r\n";

	private static final String TO_JSON = "#format json";

	private static final Set<String> NAME_REFUSALS = Set.of("taken", "malformed", "reserved");

	/** Words with which a server goes, or lets go, of one who may come back. */
	private static final Set<String> COME_BACK = Set.of("going-down", "overflow", "stalled");

	private final ServerConnection connection;

	private final Standing standing;

	private final OwnLines ownLines;

	private final Screen screen;

	private final Runnable atFirstPrompt;

	private boolean resuming;

	private long caughtUp;

	private boolean cameIn;

	/**
	 * Creates one.
	 * @param atFirstPrompt what to do once it is known that the server has that mode
	 */
	StructuredVisit(ServerConnection connection, Standing standing, OwnLines ownLines, Screen screen,
			Runnable atFirstPrompt) {
		this.connection = connection;
		this.standing = standing;
		this.ownLines = ownLines;
		this.screen = screen;
		this.atFirstPrompt = atFirstPrompt;
	}

	/**
	 * Stays until one has enough.
	 * @throws IOException when the connection is lost
	 */
	Ending stay() throws IOException {
		Thread sender = Thread.ofVirtual().name("own-lines").start(this::sendOwnLines);
		try {
			say(TO_JSON);
			for (String line = next(); line != null; line = next()) {
				Ending ending = hear(line);
				if (ending != null) {
					return ending;
				}
			}
			throw new EOFException();
		}
		finally {
			this.standing.in(false);
			this.ownLines.shut();
			this.connection.close();
			end(sender);
		}
	}

	/**
	 * Returns whether it got as far as into the room.
	 */
	boolean cameIn() {
		return this.cameIn;
	}

	private @Nullable String next() throws IOException {
		return this.connection.lines().next();
	}

	private void say(String line) throws IOException {
		this.connection.send(line, END, false);
	}

	private void sendOwnLines() {
		try {
			while (true) {
				String line = this.ownLines.next().text();
				this.connection.send(line, END, this.ownLines.isNextHere());
			}
		}
		catch (IOException ex) {
			// the thread that reads sees that as well
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void end(Thread sender) {
		sender.interrupt();
		try {
			sender.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private @Nullable Ending hear(String line) throws IOException {
		ServerEvent event = EventReader.read(line);
		if (event instanceof Text && !this.standing.isStructured()) {
			return Ending.NOT_STRUCTURED;
		}
		if (!(event instanceof Text)) {
			this.standing.structured();
			this.screen.display().raw(SafeText.of(line));
		}
		return (event != null) ? hear(event) : null;
	}

	private @Nullable Ending hear(ServerEvent event) throws IOException {
		switch (event) {
			case Prompt prompt -> prompted(prompt);
			case Welcome welcome -> welcomed(welcome);
			case Happening happening -> happened(happening);
			case Again again when again.event().seq() > this.standing.seq() -> {
				this.caughtUp += (again.event() instanceof Said || again.event() instanceof Emoted) ? 1 : 0;
				happened(again.event());
			}
			case Told told -> heard(told.as(this.standing.name()));
			case Refused refused -> {
				return refused(refused);
			}
			case Bye bye -> {
				return dismissed(bye);
			}
			default -> heard(event);
		}
		return null;
	}

	private void prompted(Prompt prompt) throws IOException {
		this.atFirstPrompt.run();
		String name = this.standing.name();
		if (this.standing.wasIn() && !this.resuming) {
			if (!prompt.room().equals(this.standing.room())) {
				this.screen.display().notice("The room is a new one: the server was started anew.");
				this.standing.startOver(prompt.room());
				this.ownLines.takeBack();
			}
			resume();
		}
		else if (name != null) {
			say(name);
		}
		else {
			this.screen.display().show(prompt);
			this.ownLines.takeBack();
			this.ownLines.letNameThrough();
		}
	}

	/**
	 * Asks for what was missed. Only a refusal is an answer to that; the one to
	 * {@code #format} tells that there was none.
	 */
	private void resume() throws IOException {
		this.resuming = true;
		say("#resume %d %s".formatted(this.standing.seq(), this.standing.room()));
		say(TO_JSON);
	}

	private void welcomed(Welcome welcome) throws IOException {
		if (this.standing.isIn()) {
			return;
		}
		String wanted = this.standing.name();
		boolean back = this.standing.wasIn();
		this.standing.welcomed(welcome);
		this.cameIn = true;
		if (back) {
			this.screen.display()
				.notice("Back as %s; %s.".formatted(welcome.name(), (this.caughtUp == 1) ? "1 line was said meanwhile"
						: this.caughtUp + " lines were said meanwhile"));
			this.ownLines.takeBack();
			if (wanted != null && !wanted.equals(welcome.name())) {
				// it was taken with the last line that the server heard before
				say("#nick " + wanted);
			}
		}
		else {
			this.screen.display().show(welcome);
			this.ownLines.nameCameThrough();
		}
		this.ownLines.open();
	}

	private void happened(Happening event) {
		this.standing.saw(event.seq());
		String me = this.standing.name();
		if (event instanceof Renamed renamed && renamed.from().equals(me)) {
			this.standing.name(renamed.to());
		}
		if (!(event instanceof Left left && left.name().equals(me))) {
			this.screen.display().show(event);
		}
		this.ownLines.heard(event, me);
	}

	private void heard(ServerEvent event) {
		this.screen.display().show(event);
		this.ownLines.heard(event, this.standing.name());
	}

	private @Nullable Ending refused(Refused refused) throws IOException {
		if (refused.code().equals("too-old")) {
			this.screen.display()
				.notice("%d events are lost: the server keeps no more."
					.formatted(refused.first() - 1 - this.standing.seq()));
			this.standing.saw(refused.first() - 1);
			// the next prompt is on its way
			this.resuming = false;
			return null;
		}
		if (this.standing.isIn() || !NAME_REFUSALS.contains(refused.code())) {
			heard(refused);
			return null;
		}
		if (this.standing.wasIn() && refused.code().equals("taken") && this.standing.mayBeTakenByGhost()) {
			throw new IOException("the name %s is still taken".formatted(this.standing.name()));
		}
		if (this.standing.wasIn() || !this.screen.interactive()) {
			this.screen.display().notice(refused.text());
			return Ending.NAME_REFUSED;
		}
		this.standing.name(null);
		this.screen.display().show(refused);
		this.ownLines.nameCameThrough();
		this.ownLines.letNameThrough();
		return null;
	}

	private Ending dismissed(Bye bye) throws IOException {
		if (bye.code().equals("quit")) {
			this.screen.display().show(bye);
			return Ending.DONE;
		}
		this.screen.display().notice(bye.text());
		if (COME_BACK.contains(bye.code())) {
			throw new EOFException();
		}
		return bye.code().equals("too-many-tries") ? Ending.NAME_REFUSED : Ending.BROKEN_OFF;
	}

}
