package io.chatroom.client;

import java.io.IOException;
import java.io.InterruptedIOException;

import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp;
import org.jline.utils.InfoCmp.Capability;

/**
 * What is known here of a kind of terminal.
 */
final class TerminalType {

	/** Most are like it. */
	private static final String USUAL = "xterm-256color";

	/** As terminfo writes it. */
	private static final String CSI = "\\E[";

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

	/**
	 * Returns whether it is moved with the sequences of ECMA-48, with which it is painted
	 * on. Older ones, such as vt52, print them.
	 */
	static boolean isAnsi(Terminal terminal) {
		String move = terminal.getStringCapability(Capability.cursor_address);
		String clear = terminal.getStringCapability(Capability.clr_eos);
		return move != null && move.startsWith(CSI) && clear != null && clear.startsWith(CSI);
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
