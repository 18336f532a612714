package io.chatroom.client;

import java.io.EOFException;
import java.io.IOException;

import io.chatroom.protocol.SafeText;
import org.jspecify.annotations.Nullable;

/**
 * Runs the conversation on a connection to a server without JSON mode. The calling thread
 * shows what the server sends; a {@link PlainSender} sends.
 */
final class PlainVisit {

	private final ServerConnection connection;

	private final Screen screen;

	PlainVisit(ServerConnection connection, Screen screen) {
		this.connection = connection;
		this.screen = screen;
	}

	/**
	 * Runs until the user quits or the input ends.
	 * @param framed whether the server sends line ends
	 * @param name the name to sign in with, null if the user types one
	 * @throws IOException if the connection is lost
	 */
	Ending stay(boolean framed, @Nullable String name) throws IOException {
		ServerLines lines = this.connection.lines();
		PlainSender sender = new PlainSender(this.connection, this.screen.typing(), name, framed);
		Thread.ofVirtual().name("plain-sender").start(sender);
		// in a pipe nobody waits for a prompt, so only whole lines are printed
		boolean ended = framed && !this.screen.interactive();
		lines.patience(0);
		for (String line = next(lines, ended); line != null; line = next(lines, ended)) {
			this.screen.display().text(SafeText.of(line));
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
