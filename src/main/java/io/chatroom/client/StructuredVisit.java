package io.chatroom.client;

import java.io.EOFException;
import java.io.IOException;
import java.text.ParseException;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Replayed;
import io.chatroom.protocol.Reply.Bye;
import io.chatroom.protocol.Reply.Entered;
import io.chatroom.protocol.Reply.LogAway;
import io.chatroom.protocol.Reply.LogBack;
import io.chatroom.protocol.Reply.Notice;
import io.chatroom.protocol.Reply.PasswordPrompt;
import io.chatroom.protocol.Reply.Prompt;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.Renewed;
import io.chatroom.protocol.Reply.SignedIn;
import io.chatroom.protocol.Reply.Told;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.ServerEvent;
import io.chatroom.protocol.Stamped;
import org.jspecify.annotations.Nullable;

/**
 * Runs the conversation on one connection in JSON mode, after the greeting. Used by the
 * reader thread only.
 */
final class StructuredVisit {

	private final ServerConnection connection;

	private final Standing standing;

	private final OwnLines ownLines;

	private final Display display;

	private final boolean interactive;

	private final Runnable atFirstPrompt;

	private final Arrival arrival;

	private final PasswordQuestion question;

	private final SignIn signIn;

	private final ShownEvents shown;

	/**
	 * Whether the sender's copy of a message to oneself was seen; the receiver's copy
	 * follows.
	 */
	private boolean toldMyself;

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
		this.arrival = new Arrival(connection, standing, ownLines, screen);
		this.question = new PasswordQuestion(connection, passwords, standing, ownLines, screen, this.arrival);
		this.signIn = new SignIn(connection, standing, ownLines, screen, this.question, this.arrival);
		this.shown = new ShownEvents(standing, this.arrival);
	}

	/**
	 * Runs until the user quits or the server ends the conversation.
	 * @throws IOException if the connection is lost
	 */
	Ending stay() throws IOException {
		OwnLinesSender sender = new OwnLinesSender(this.connection, this.ownLines);
		try {
			EventReader events = new EventReader(this.connection.lines(), this.standing, this.display,
					() -> !this.arrival.isIn() || this.ownLines.oldest() != null);
			this.signIn.begin();
			Ending ending = null;
			while (ending == null) {
				ending = hear(events.next());
			}
			return ending;
		}
		catch (ParseException ex) {
			return Ending.NOT_STRUCTURED;
		}
		finally {
			this.question.end();
			sender.close();
		}
	}

	/**
	 * Returns whether the client has come to the user's room.
	 */
	boolean cameIn() {
		return this.arrival.isIn();
	}

	private @Nullable Ending hear(ServerEvent event) throws IOException {
		switch (event) {
			case Prompt prompt -> {
				this.atFirstPrompt.run();
				return this.signIn.prompted(prompt);
			}
			case PasswordPrompt prompt -> {
				return this.question.asked(prompt);
			}
			case SignedIn signedIn when !this.arrival.isIn() -> this.signIn.signedIn(signedIn);
			case SignedIn signedIn -> {
				this.signIn.signedIn(signedIn);
				heard(signedIn);
			}
			case Welcome welcome -> this.arrival.welcomed(welcome);
			case Stamped stamped -> happened(stamped);
			case Replayed(Stamped stamped) when stamped.seq() > this.standing.position().seq() -> {
				happened(stamped);
			}
			case Entered entered when this.arrival.entered(entered) -> {
				// no line of the user asked for it
			}
			case Entered entered -> this.ownLines.heard(entered, this.standing.name());
			case Refused refused when !this.arrival.isIn() -> {
				return this.arrival.isOnItsWay() ? this.arrival.refused(refused) : this.signIn.refused(refused);
			}
			case Refused refused when this.question.isAnswerRefused(refused) -> this.display.show(refused);
			case Refused refused when isOfJoin(refused) -> {
				return joinRefused(refused);
			}
			case Bye bye -> {
				return dismissed(bye);
			}
			case LogAway away -> this.display.show(away);
			case LogBack back -> this.display.show(back);
			case Renewed renewed -> {
				this.standing.position().renewed(renewed);
				this.display.show(renewed);
			}
			case Told told when this.shown.isFiltered(told) -> {
				// nothing to show
			}
			case Told told -> heard(seenFromHere(told));
			default -> answered(event);
		}
		return null;
	}

	private void happened(Stamped event) {
		String me = this.standing.name();
		this.standing.position().saw(event.seq());
		if (event.event() instanceof Renamed renamed) {
			this.standing.filter().renamed(renamed);
			if (renamed.from().equals(me)) {
				this.standing.name(renamed.to());
			}
		}
		if (this.shown.has(event)) {
			if (!this.arrival.isIn()) {
				this.standing.catchUp(event.event());
			}
			this.display.show(event);
		}
		this.ownLines.heard(event, me);
	}

	private Told seenFromHere(Told told) {
		boolean mine = told.from().equals(this.standing.name());
		boolean toMyself = mine && told.to().equals(told.from());
		this.toldMyself = toMyself && !this.toldMyself;
		boolean sent = mine && (!toMyself || this.toldMyself);
		return new Told(told.at(), told.from(), told.to(), told.text(), sent);
	}

	private void answered(ServerEvent event) {
		if (this.arrival.answered(event) || this.shown.isFiltered(event)) {
			return;
		}
		if (this.arrival.isAskingItself()) {
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
		return !this.arrival.isAskingItself() && oldest != null && oldest.isJoin()
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
		}
		else {
			this.display.notice(bye.text());
		}
		Ending ending = Ending.of(bye, this.interactive);
		if (ending == null) {
			throw new EOFException();
		}
		return ending;
	}

}
