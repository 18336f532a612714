package io.chatroom.client;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Reply.Prompt;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.ServerEvent;
import org.jspecify.annotations.Nullable;

/**
 * Signs in over one connection. After a lost connection it resumes at the last event
 * seen. Used by the reader thread only.
 */
final class SignIn {

	private static final String TO_JSON = "#format json";

	private static final Set<RefusalReason> NAME_REFUSALS = EnumSet.of(RefusalReason.TAKEN, RefusalReason.MALFORMED,
			RefusalReason.RESERVED);

	private final ServerConnection connection;

	private final Standing standing;

	private final OwnLines ownLines;

	private final Screen screen;

	private final SilentCommands silent;

	private boolean resumes;

	private boolean isIn;

	SignIn(ServerConnection connection, Standing standing, OwnLines ownLines, Screen screen) {
		this.connection = connection;
		this.standing = standing;
		this.ownLines = ownLines;
		this.screen = screen;
		this.silent = new SilentCommands(connection, screen.display());
	}

	void begin() throws IOException {
		say(TO_JSON);
	}

	/**
	 * Returns whether the client is in the room.
	 */
	boolean isIn() {
		return this.isIn;
	}

	void prompted(Prompt prompt) throws IOException {
		String name = this.standing.name();
		if (this.standing.wasIn() && !this.resumes) {
			resume(prompt.epoch());
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
	 * Requests the missed events. The server does not confirm {@code #resume}, it only
	 * refuses it. So {@code #format} is sent after it: its answer, a prompt, shows that
	 * {@code #resume} was not refused.
	 */
	private void resume(String epoch) throws IOException {
		if (!epoch.equals(this.standing.epoch())) {
			this.screen.display().notice("The server was restarted.");
			this.standing.startOver(epoch);
			this.ownLines.takeBack();
		}
		this.resumes = true;
		say(String.format(Locale.ROOT, "#resume %d %s", this.standing.seq(), epoch));
		say(TO_JSON);
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
		this.standing.welcomed(welcome);
		this.isIn = true;
		if (wanted == null) {
			this.ownLines.nameCameThrough();
		}
		if (wanted == null || !back) {
			this.screen.display().show(welcome);
		}
		if (back) {
			this.screen.display().notice("Back as " + welcome.name() + caughtUp(caughtUp) + ".");
			this.ownLines.takeBack();
		}
		if (this.screen.interactive()) {
			this.silent.send(welcome, wanted == null || !back);
		}
		if (back) {
			if (wanted != null && !wanted.equals(welcome.name())) {
				// a replayed event shows that the user had changed the name before the
				// loss
				say("#nick " + wanted);
			}
		}
		this.ownLines.open();
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
	 * Handles a refusal before the client is in the room.
	 * @return the ending of the conversation, null if it continues
	 */
	@Nullable Ending refused(Refused refused) throws IOException {
		Long first = refused.first();
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

	private @Nullable Ending nameRefused(Refused refused) throws IOException {
		boolean typed = this.standing.name() == null;
		if (typed) {
			this.ownLines.nameCameThrough();
		}
		else if (this.standing.wasIn() && refused.is(RefusalReason.TAKEN) && this.standing.mayBeTakenByGhost()) {
			throw new IOException(String.format(Locale.ROOT, "the name %s is still taken", this.standing.name()));
		}
		if (!this.screen.interactive()) {
			this.screen.display().notice(refused.text());
			return Ending.NAME_REFUSED;
		}
		this.standing.name(null);
		// the server's text asks for another name
		this.screen.display().show(new Prompt("", "", 0, refused.text()));
		this.ownLines.letNewNameThrough();
		return null;
	}

	private void say(String line) throws IOException {
		this.connection.send(line, "\r\n", false);
	}

}
