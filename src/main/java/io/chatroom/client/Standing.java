package io.chatroom.client;

import java.time.Duration;
import java.time.Instant;

import io.chatroom.protocol.Command;
import io.chatroom.protocol.Password;
import io.chatroom.protocol.Reply.Entered;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Said;
import org.jspecify.annotations.Nullable;

/**
 * The client's state in the room, kept across connections. Used by the reader thread
 * only.
 */
final class Standing {

	private static final Duration GHOST = Duration.ofMinutes(5);

	private @Nullable String name;

	/** The account as which the user signs in, null before the server has named it. */
	private @Nullable String account;

	private @Nullable Password password;

	private @Nullable String room;

	private final Position position = new Position();

	private int caughtUp;

	private boolean structured;

	private @Nullable Instant takenSince;

	private final OwnFilter filter = new OwnFilter();

	/**
	 * Creates the state of a client that has not joined yet.
	 * @param name the name to sign in with, null to ask the user for one
	 * @param password the password of the name, null if none is known
	 * @param room the room to go to, null for the one in which everyone begins
	 */
	Standing(@Nullable String name, @Nullable Password password, @Nullable String room) {
		this.name = name;
		this.password = password;
		this.room = room;
	}

	@Nullable String name() {
		return this.name;
	}

	void name(@Nullable String name) {
		this.name = name;
	}

	/**
	 * Returns the name of the user's account, which may differ from the user's name.
	 */
	@Nullable String account() {
		return (this.account != null) ? this.account : this.name;
	}

	/**
	 * Returns the password with which the client signs in again, null if none is known.
	 */
	@Nullable Password password() {
		return this.password;
	}

	/**
	 * Remembers as whom the user has signed in.
	 * @param password the password, null if a certificate stands for it
	 */
	void signedIn(@Nullable String account, @Nullable Password password) {
		this.account = account;
		this.password = password;
	}

	/**
	 * Follows a command of the user that the server has run.
	 */
	void ran(Command command) {
		this.filter.ran(command);
		switch (command) {
			case Command.Register register -> signedIn(this.name, register.password());
			case Command.NewPassword change -> signedIn(this.account, change.fresh());
			case Command.Unregister unregister -> signedIn(null, null);
			default -> {
				// changes nothing here
			}
		}
	}

	/**
	 * Returns the room in which the user wants to be, null before the client has joined
	 * and if the user wants none.
	 */
	@Nullable String room() {
		return this.room;
	}

	/**
	 * Returns whether a room is the one in which the user wants to be.
	 */
	boolean wants(String room) {
		return room.equalsIgnoreCase(this.room);
	}

	/**
	 * Returns whether the client has joined in another room than the user wants.
	 */
	boolean isElsewhere() {
		return !wants(this.position.room());
	}

	/**
	 * Lets the user be in the room in which the client is.
	 */
	void stayHere() {
		this.room = this.position.room();
	}

	/**
	 * Returns what the user does not want to receive.
	 */
	OwnFilter filter() {
		return this.filter;
	}

	/**
	 * Returns the last event seen.
	 */
	Position position() {
		return this.position;
	}

	/**
	 * Returns whether the client has been in a room.
	 */
	boolean wasIn() {
		return this.position.epoch() != null;
	}

	/**
	 * Counts a missed event, if it is a line or an action.
	 */
	void catchUp(RoomEvent event) {
		if (event instanceof Said || event instanceof Emoted) {
			this.caughtUp++;
		}
	}

	/**
	 * Returns how many missed lines were shown since the client was last in the room.
	 */
	int caughtUp() {
		return this.caughtUp;
	}

	void welcomed(Welcome welcome) {
		this.name = welcome.name();
		this.caughtUp = 0;
		this.takenSince = null;
		this.position.joined(welcome.room(), welcome.epoch(), welcome.seq());
		if (this.room == null) {
			stayHere();
		}
	}

	void entered(Entered entered) {
		this.position.moved(entered.room(), entered.epoch(), entered.seq());
		stayHere();
	}

	/**
	 * Returns whether the server has sent anything in JSON mode.
	 */
	boolean isStructured() {
		return this.structured;
	}

	void structured() {
		this.structured = true;
	}

	/**
	 * Returns whether the client's own lost connection may still hold the name. A server
	 * may need minutes to detect the loss.
	 */
	boolean mayBeTakenByGhost() {
		if (this.takenSince == null) {
			this.takenSince = Instant.now();
		}
		return Instant.now().isBefore(this.takenSince.plus(GHOST));
	}

}
