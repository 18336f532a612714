package io.chatroom.client;

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
	 * Stays until the server or the user has enough.
	 * @param name the name to come in with, null when it is typed
	 */
	Ending stay(Greeting greeting, @Nullable String name) throws IOException {
		ServerLines lines = this.connection.lines();
		String text = greeting.text();
		boolean framed = greeting.whole() || text == null;
		PlainSender sender = new PlainSender(this.connection, this.screen.typing(), name, framed);
		if (text != null) {
			show(text);
		}
		Thread.ofVirtual().name("plain-sender").start(sender);
		for (String line = lines.nextOrPause(); line != null; line = lines.nextOrPause()) {
			show(line);
			sender.heard();
		}
		String complaint = sender.finish();
		if (complaint != null) {
			this.screen.display().notice(complaint);
		}
		return (complaint != null) ? Ending.BROKEN_OFF : Ending.DONE;
	}

	private void show(String line) {
		this.screen.display().show(new ServerEvent.Text(SafeText.of(line)));
	}

}
