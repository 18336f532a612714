package io.chatroom.client;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * Chooses the screen that fits where the command runs.
 */
final class Screens {

	private Screens() {
	}

	static Screen of(ConnectArguments arguments, InputStream in, PrintStream out, PrintStream err) {
		Display display = arguments.json() ? new JsonDisplay(out, err) : new PlainDisplay(out, err);
		return new Screen(display, new StreamTyping(in), false);
	}

}
