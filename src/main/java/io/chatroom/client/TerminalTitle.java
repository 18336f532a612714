package io.chatroom.client;

import java.util.regex.Pattern;

import org.jline.terminal.Terminal;

/**
 * Shows the number of unread lines in the window title.
 */
final class TerminalTitle {

	/** Terminals that have a title, or ignore the sequence that sets it. */
	private static final Pattern TITLED = Pattern.compile(
			"(xterm|rxvt|tmux|screen|alacritty|foot|ghostty|kitty|konsole|gnome|vte|mintty|wezterm|contour|putty|st)\\b.*");

	private static final String SAVE = "\u001b[22;2t";

	private static final String RESTORE = "\u001b[23;2t";

	// not BEL, which would ring on a terminal that does not know the sequence
	private static final String END = "\u001b\\";

	private final Terminal terminal;

	private final boolean titled;

	private boolean changed;

	TerminalTitle(Terminal terminal) {
		this.terminal = terminal;
		this.titled = TITLED.matcher(terminal.getType()).matches();
	}

	void show(int unread) {
		if (this.titled) {
			write((this.changed ? "" : SAVE) + "\u001b]2;" + ((unread > 0) ? "(" + unread + ") " : "") + "chatroom"
					+ END);
			this.changed = true;
		}
	}

	/**
	 * Restores the title from before the first change.
	 */
	void restore() {
		if (this.changed) {
			write(RESTORE);
			this.changed = false;
		}
	}

	private void write(String sequence) {
		this.terminal.writer().write(sequence);
		this.terminal.flush();
	}

}
