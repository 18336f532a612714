package io.chatroom.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.JsonReader;
import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Replayed;
import io.chatroom.protocol.Reply.Bye;
import io.chatroom.protocol.Reply.Entered;
import io.chatroom.protocol.Reply.LogAway;
import io.chatroom.protocol.Reply.LogBack;
import io.chatroom.protocol.Reply.Members;
import io.chatroom.protocol.Reply.Notice;
import io.chatroom.protocol.Reply.PasswordPrompt;
import io.chatroom.protocol.Reply.Prompt;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.Renewed;
import io.chatroom.protocol.Reply.SignedIn;
import io.chatroom.protocol.Reply.Told;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Moved;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.SafeText;
import io.chatroom.protocol.ServerEvent;
import io.chatroom.protocol.Stamped;
import org.jspecify.annotations.Nullable;

/**
 * Runs the conversation on one connection in JSON mode, after the greeting. Used by the
 * reader thread only.
 */
final class StructuredVisit {

	/** Reasons after which the client reconnects. */
	private static final Set<CloseReason> COME_BACK = EnumSet.of(CloseReason.GOING_DOWN, CloseReason.OVERFLOW,
			CloseReason.STALLED, CloseReason.AWAY_TOO_LONG, CloseReason.LOST_LOG, CloseReason.OUTDATED);

	private static final int PATIENCE_MILLIS = 30_000;

	private final ServerConnection connection;

	private final Standing standing;

	private final OwnLines ownLines;

	private final Display display;

	private final boolean interactive;

	private final Runnable atFirstPrompt;

	private final SignIn signIn;

	/**
	 * Whether the sender's copy of a message to oneself was seen; the receiver's copy
	 * follows.
	 */
	private boolean toldMyself;

	/** Names so far, of a list that comes in several events. */
	private final List<String> membersHere = new ArrayList<>();

	/**
	 * Creates a visit.
	 * @param passwords asks the user for passwords
	 * @param atFirstPrompt runs once the server is known to have the JSON mode
	 */
	StructuredVisit(ServerConnection connection, Standing standing, OwnLines ownLines, Screen screen,
			PasswordInput passwords, Runnable atFirstPrompt) {
		this.connection = connection;
		this.standing = standing;
		this.ownLines = ownLines;
		this.display = screen.display();
		this.interactive = screen.interactive();
		this.atFirstPrompt = atFirstPrompt;
		this.signIn = new SignIn(connection, standing, ownLines, screen, passwords);
	}

	/**
	 * Runs until the user quits or the server ends the conversation.
	 * @throws IOException if the connection is lost
	 */
	Ending stay() throws IOException {
		OwnLinesSender sender = new OwnLinesSender(this.connection, this.ownLines);
		try {
			this.connection.lines().patience(PATIENCE_MILLIS);
			this.signIn.begin();
			Ending ending = null;
			while (ending == null) {
				ending = hear(next());
			}
			return ending;
		}
		finally {
			this.signIn.end();
			sender.close();
		}
	}

	/**
	 * Returns whether the client has come to the user's room.
	 */
	boolean cameIn() {
		return this.signIn.isIn();
	}

	/**
	 * Waits for the next line. The connection counts as lost if the server sends nothing
	 * for 30 seconds, and then nothing for another 30 seconds although a line is
	 * unanswered.
	 */
	private String next() throws IOException {
		boolean waited = false;
		while (true) {
			try {
				String line = this.connection.lines().next();
				if (line == null || !this.connection.lines().wasWhole()) {
					throw new EOFException();
				}
				return line;
			}
			catch (SocketTimeoutException ex) {
				if (waited) {
					throw new IOException("it does not answer", ex);
				}
				waited = !this.signIn.isIn() || this.ownLines.oldest() != null;
			}
		}
	}

	private @Nullable Ending hear(String line) throws IOException {
		ServerEvent event;
		try {
			event = JsonReader.read(line);
		}
		catch (ParseException ex) {
			if (!this.standing.isStructured()) {
				return Ending.NOT_STRUCTURED;
			}
			this.display.text(SafeText.of(line));
			return null;
		}
		this.standing.structured();
		this.display.raw(SafeText.of(line), event);
		return (event != null) ? hear(event) : null;
	}

	private @Nullable Ending hear(ServerEvent event) throws IOException {
		switch (event) {
			case Prompt prompt -> {
				this.atFirstPrompt.run();
				return this.signIn.prompted(prompt);
			}
			case PasswordPrompt prompt -> {
				return this.signIn.asked(prompt);
			}
			case SignedIn signedIn when !this.signIn.isIn() -> this.signIn.signedIn(signedIn);
			case SignedIn signedIn -> {
				this.signIn.signedIn(signedIn);
				heard(signedIn);
			}
			case Welcome welcome -> this.signIn.welcomed(welcome);
			case Stamped stamped -> happened(stamped);
			case Replayed(Stamped stamped) when stamped.seq() > this.standing.seq() -> {
				happened(stamped);
			}
			case Entered entered when this.signIn.entered(entered) -> {
				// no line of the user asked for it
			}
			case Entered entered -> this.ownLines.heard(entered, this.standing.name());
			case Refused refused when !this.signIn.isIn() -> {
				return this.signIn.refused(refused);
			}
			case Refused refused when this.signIn.isOfPassword(refused) -> this.display.show(refused);
			case Refused refused when isOfJoin(refused) -> {
				return joinRefused(refused);
			}
			case Bye bye -> {
				return dismissed(bye);
			}
			case LogAway away -> this.display.show(away);
			case LogBack back -> this.display.show(back);
			case Renewed renewed -> {
				this.standing.renewed(renewed);
				this.display.show(renewed);
			}
			case Told told when isHidden(told) -> {
				// nothing to show
			}
			case Told told -> heard(seenFromHere(told));
			case Members members -> {
				this.membersHere.addAll(members.names());
				if (members.more() == 0) {
					answered(new Members(members.room(), List.copyOf(this.membersHere)));
					this.membersHere.clear();
				}
			}
			default -> answered(event);
		}
		return null;
	}

	private void happened(Stamped event) {
		String me = this.standing.name();
		this.standing.saw(event.seq());
		if (event.event() instanceof Renamed renamed) {
			this.standing.filter().renamed(renamed);
			if (renamed.from().equals(me)) {
				this.standing.name(renamed.to());
			}
		}
		if (isToShow(event, me)) {
			if (!this.signIn.isIn()) {
				this.signIn.caughtUp(event.event());
			}
			this.display.show(event);
		}
		this.ownLines.heard(event, me);
	}

	/**
	 * Returns whether the user wants to see an event. Before the client is in the user's
	 * room, the server may send events of another room, and those that the user filters.
	 * That the user joined or went is from the lost connection.
	 */
	private boolean isToShow(Stamped event, @Nullable String me) {
		return switch (event.event()) {
			case Joined joined when joined.name().equals(me) -> false;
			case Moved moved when moved.name().equals(me) -> false;
			case Left left when left.name().equals(me) -> false;
			case RoomEvent other -> (this.signIn.isIn() || this.standing.wants(event.room())) && !isHidden(event);
		};
	}

	/**
	 * Returns whether the server would not send an event, if it had the user's filter
	 * again already.
	 */
	private boolean isHidden(ServerEvent event) {
		return (!this.signIn.isIn() || this.signIn.isAskingItself()) && this.standing.filter().hides(event);
	}

	private Told seenFromHere(Told told) {
		boolean mine = told.from().equals(this.standing.name());
		boolean toMyself = mine && told.to().equals(told.from());
		this.toldMyself = toMyself && !this.toldMyself;
		boolean sent = mine && (!toMyself || this.toldMyself);
		return new Told(told.at(), told.from(), told.to(), told.text(), sent);
	}

	private void answered(ServerEvent event) {
		if (this.signIn.answered(event)) {
			return;
		}
		if (isHidden(event)) {
			return;
		}
		if (this.signIn.isAskingItself()) {
			// no answer, but perhaps the message of the day
			this.display.show(event);
		}
		else {
			heard(event);
		}
	}

	/**
	 * Returns whether the server has not let the user into the room of a {@code #join}.
	 */
	private boolean isOfJoin(Refused refused) {
		OwnLine oldest = this.ownLines.oldest();
		return !this.signIn.isAskingItself() && oldest != null && oldest.isJoin()
				&& !refused.is(RefusalReason.ALREADY_THERE);
	}

	/**
	 * Stays in the room, and says none of the lines that were meant for the other.
	 * @return the ending of the conversation, null if it continues
	 */
	private @Nullable Ending joinRefused(Refused refused) {
		this.ownLines.shut();
		heard(refused);
		if (!this.interactive) {
			return Ending.ROOM_REFUSED;
		}
		this.display.notSaid(this.ownLines.drop());
		this.ownLines.open();
		return null;
	}

	private void heard(ServerEvent event) {
		OwnLine oldest = this.ownLines.oldest();
		this.display.show((oldest != null) ? oldest.inItsWords(event) : event);
		if (oldest != null && event instanceof Refused refused && refused.is(RefusalReason.NOBODY)) {
			// the receiver may reconnect soon, for example after a restart of the server
			this.display.notice("Not said: " + oldest.shown());
		}
		if (oldest != null && event instanceof Notice) {
			this.standing.ran(oldest.command());
		}
		this.ownLines.heard(event, this.standing.name());
	}

	private Ending dismissed(Bye bye) throws IOException {
		if (bye.is(CloseReason.QUIT)) {
			this.display.show(bye);
			return Ending.DONE;
		}
		this.display.notice(bye.text());
		// a user may take a minute to choose a name; a program that gives none never will
		boolean ponders = bye.is(CloseReason.NAMELESS) && this.interactive;
		if (COME_BACK.stream().anyMatch(bye::is) || ponders) {
			throw new EOFException();
		}
		return bye.is(CloseReason.TOO_MANY_TRIES) ? Ending.NAME_REFUSED : Ending.BROKEN_OFF;
	}

}
