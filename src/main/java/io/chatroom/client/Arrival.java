package io.chatroom.client;

import java.io.IOException;

import io.chatroom.protocol.CommandSyntax;
import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Reply.Entered;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.ServerEvent;
import org.jspecify.annotations.Nullable;

/**
 * Brings the client to the user's room over one connection, once it has a name, and then
 * lets the user's lines through. Used by the reader thread only.
 */
final class Arrival {

	private final ServerConnection connection;

	private final Standing standing;

	private final OwnLines ownLines;

	private final Display display;

	private final boolean interactive;

	private final SilentCommands silent;

	/** Whether the server has yet to let the client into the user's room. */
	private boolean isOnItsWay;

	private boolean isIn;

	private @Nullable Welcome welcome;

	Arrival(ServerConnection connection, Standing standing, OwnLines ownLines, Screen screen) {
		this.connection = connection;
		this.standing = standing;
		this.ownLines = ownLines;
		this.display = screen.display();
		this.interactive = screen.interactive();
		this.silent = new SilentCommands(connection, this.display);
	}

	/**
	 * Returns whether the client is in the user's room.
	 */
	boolean isIn() {
		return this.isIn;
	}

	/**
	 * Returns whether the server has yet to let the client into the user's room.
	 */
	boolean isOnItsWay() {
		return this.isOnItsWay;
	}

	/**
	 * Returns whether all lines of the user are still to be sent, or behind commands that
	 * have no answer yet.
	 */
	boolean isAskingItself() {
		return this.isOnItsWay || this.silent.areUnanswered();
	}

	/**
	 * Takes an answer to a command that the client sent by itself.
	 * @return whether the event is such an answer
	 */
	boolean answered(ServerEvent event) {
		return this.silent.take(event);
	}

	/**
	 * Continues to the user's room after the server has accepted the name.
	 */
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
			this.display.show(welcome);
		}
		else {
			this.display.learn(welcome);
		}
		if (back) {
			this.display.notice("Back as " + welcome.name() + caughtUp(caughtUp) + ".");
			this.ownLines.takeBack();
		}
		if (this.standing.isElsewhere()) {
			this.isOnItsWay = true;
			this.connection.send(CommandSyntax.JOIN.word() + " " + this.standing.room());
		}
		this.silent.send(this.standing.filter());
		if (!this.isOnItsWay && this.interactive) {
			this.silent.who(welcome, first);
		}
		if (back && wanted != null && !wanted.equals(welcome.name())) {
			// a replayed event shows that the user had changed the name before the loss
			this.connection.send("#nick " + wanted);
		}
		if (!this.isOnItsWay) {
			open();
		}
	}

	private static String caughtUp(int lines) {
		return switch (lines) {
			case 0 -> "";
			case 1 -> "; caught up 1 line";
			default -> "; caught up " + lines + " lines";
		};
	}

	/**
	 * Handles the move to another room.
	 * @return whether the client moved by itself
	 */
	boolean entered(Entered entered) {
		boolean byItself = this.isOnItsWay;
		this.standing.entered(entered);
		this.display.show(entered);
		if (byItself) {
			open();
		}
		return byItself;
	}

	/**
	 * Stays in the room in which the client has joined, because the server has refused
	 * the user's. The user's lines were meant for that.
	 * @return the ending of the conversation, null if it continues
	 * @throws IOException if the server may let the user in later
	 */
	@Nullable Ending refused(Refused refused) throws IOException {
		if (refused.is(RefusalReason.CANNOT_READ)) {
			throw new IOException(refused.text().replaceFirst("\\.$", ""));
		}
		if (!refused.is(RefusalReason.ALREADY_THERE)) {
			this.display.notice(refused.text());
			if (!this.interactive) {
				return Ending.ROOM_REFUSED;
			}
			this.display.notSaid(this.ownLines.drop());
		}
		this.standing.stayHere();
		if (this.welcome != null && this.interactive) {
			this.silent.who(this.welcome, true);
		}
		open();
		return null;
	}

	/**
	 * Lets the user's lines through, when the client is where they are meant for.
	 */
	private void open() {
		this.isOnItsWay = false;
		this.isIn = true;
		this.ownLines.open();
	}

}
