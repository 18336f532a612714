package io.chatroom.client;

import java.io.IOException;
import java.io.InterruptedIOException;

import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp;
import org.jline.utils.InfoCmp.Capability;

/**
 * Capabilities of a terminal type.
 */
final class TerminalType {

	/** Used for unknown types, because most terminals are compatible with it. */
	private static final String USUAL = "xterm-256color";

	/** The control sequence introducer, in terminfo's notation. */
	private static final String CSI = "\\E[";

	private TerminalType() {
	}

	/**
	 * Registers the capabilities of a terminal type with JLine. Otherwise JLine runs
	 * infocmp even for types that it knows, and prints a stack trace if infocmp does not
	 * know the type.
	 * @param type the value of {@code TERM}
	 */
	static void lookUp(String type) throws IOException {
		String known = InfoCmp.getDefaultInfoCmp(type);
		InfoCmp.setLoadedInfoCmp(type, (known != null) ? known : ask(type));
	}

	/**
	 * Returns whether the terminal uses the ECMA-48 sequences that this client sends.
	 * Older types, such as vt52, would print them.
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
