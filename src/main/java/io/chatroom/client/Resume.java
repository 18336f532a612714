package io.chatroom.client;

import java.io.IOException;
import java.util.Locale;

import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Reply.Prompt;
import io.chatroom.protocol.Reply.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Requests the events that a lost connection missed, over one new connection. Used by the
 * reader thread only.
 */
final class Resume {

	private final ServerConnection connection;

	private final Standing standing;

	private final OwnLines ownLines;

	private final Display display;

	private boolean requested;

	private @Nullable Prompt prompt;

	Resume(ServerConnection connection, Standing standing, OwnLines ownLines, Display display) {
		this.connection = connection;
		this.standing = standing;
		this.ownLines = ownLines;
		this.display = display;
	}

	/**
	 * Requests the missed events before the client signs in. The server does not confirm
	 * {@code #resume}, it only refuses it. So {@code #format} is sent after it: its
	 * answer, a prompt, shows that {@code #resume} was not refused.
	 * @return whether the prompt is used for that
	 */
	boolean request(Prompt prompt) throws IOException {
		this.prompt = prompt;
		if (this.requested || !this.standing.wasIn()) {
			return false;
		}
		this.requested = true;
		Position position = this.standing.position();
		this.connection.send(String.format(Locale.ROOT, "#resume %d %s", position.seq(), position.epoch()));
		this.connection.send(SignIn.TO_JSON);
		return true;
	}

	/**
	 * Handles a refusal of {@code #resume}.
	 * @return whether it is one
	 */
	boolean refused(Refused refused) {
		Long first = refused.first();
		if (refused.is(RefusalReason.OTHER_ROOM) && this.prompt != null) {
			startOver(this.prompt);
			return true;
		}
		if (refused.is(RefusalReason.TOO_OLD) && first != null) {
			Position position = this.standing.position();
			long lost = first - 1 - position.seq();
			this.display
				.notice(String.format(Locale.ROOT, "%d missed events are no longer in the server's history.", lost));
			position.saw(first - 1);
			// request again at the next prompt, which the server has already sent
			this.requested = false;
			return true;
		}
		return false;
	}

	/**
	 * Starts over after the server has refused the epoch. In the first room all events
	 * since the restart are requested.
	 */
	private void startOver(Prompt prompt) {
		boolean first = this.standing.wants(prompt.room());
		this.display.notice(first ? "The server was restarted."
				: "The server was restarted, or the room " + this.standing.room() + " was closed.");
		this.standing.position().startOver(prompt.epoch());
		this.ownLines.takeBack();
		// at the next prompt, which the server has already sent
		this.requested = !first;
	}

}
