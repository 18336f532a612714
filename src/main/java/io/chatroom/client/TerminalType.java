package io.chatroom.client;

import java.io.IOException;
import java.io.InterruptedIOException;

import org.jline.utils.InfoCmp;

/**
 * What is known here of a kind of terminal.
 */
final class TerminalType {

	/** Most are like it. */
	private static final String USUAL = "xterm-256color";

	private TerminalType() {
	}

	/**
	 * Looks a kind of terminal up. By itself JLine would run a program for each, even for
	 * those that it knows, and print a stack trace when that one does not know it.
	 * @param type as in {@code TERM}
	 */
	static void lookUp(String type) throws IOException {
		String known = InfoCmp.getDefaultInfoCmp(type);
		InfoCmp.setLoadedInfoCmp(type, (known != null) ? known : ask(type));
	}

	private static String ask(String type) throws IOException {
		try {
			return InfoCmp.getInfoCmp(type);
		}
		catch (IOException ex) {
			return InfoCmp.getDefaultInfoCmp(USUAL);
		}
		catch (InterruptedException ex) {
			throw new InterruptedIOException();
		}
	}

}
