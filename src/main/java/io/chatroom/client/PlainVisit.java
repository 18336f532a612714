package io.chatroom.client;

import java.io.EOFException;
import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * A conversation with a server that does not know the structured mode: the calling thread
 * shows what comes, a {@link PlainSender} sends.
 */
final class PlainVisit {

	private final ServerConnection connection;

	private final Screen screen;

	PlainVisit(ServerConnection connection, Screen screen) {
		this.connection = connection;
		this.screen = screen;
	}

	/**
	 * Stays until the user has enough.
	 * @param framed whether the server ends its lines
	 * @param name the name to come in with, null when it is typed
	 * @throws IOException when the connection is lost
	 */
	Ending stay(boolean framed, @Nullable String name) throws IOException {
		ServerLines lines = this.connection.lines();
		PlainSender sender = new PlainSender(this.connection, this.screen.typing(), name, framed);
		Thread.ofVirtual().name("plain-sender").start(sender);
		// nobody who is asked for something waits at a pipe, so a line stays whole there
		boolean ended = framed && !this.screen.interactive();
		lines.patience(0);
		for (String line = next(lines, ended); line != null; line = next(lines, ended)) {
			this.screen.display().show(new ServerEvent.Text(SafeText.of(line)));
			sender.heard();
		}
		String complaint = sender.finish();
		if (complaint != null) {
			this.screen.display().notice(complaint);
			return Ending.BROKEN_OFF;
		}
		if (!sender.saidGoodbye()) {
			throw new EOFException();
		}
		return Ending.DONE;
	}

	private static @Nullable String next(ServerLines lines, boolean ended) throws IOException {
		return ended ? lines.next() : lines.nextOrPause();
	}

}
