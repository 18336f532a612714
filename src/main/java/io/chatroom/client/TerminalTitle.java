package io.chatroom.client;

import java.util.regex.Pattern;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jline.terminal.Terminal;

/**
 * Counts the unread lines, and shows their number in the window title. Safe for any
 * thread.
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

	@GuardedBy("this")
	private int unread;

	@GuardedBy("this")
	private boolean changed;

	TerminalTitle(Terminal terminal) {
		this.terminal = terminal;
		this.titled = TITLED.matcher(terminal.getType()).matches();
	}

	/**
	 * Counts one more line.
	 */
	synchronized void addUnread() {
		this.unread++;
		show();
	}

	/**
	 * Notes that the user has seen all lines.
	 */
	synchronized void clearUnread() {
		if (this.unread > 0) {
			this.unread = 0;
			show();
		}
	}

	@GuardedBy("this")
	private void show() {
		if (this.titled) {
			String count = (this.unread > 0) ? "(" + this.unread + ") " : "";
			write((this.changed ? "" : SAVE) + "\u001b]2;" + count + "chatroom" + END);
			this.changed = true;
		}
	}

	/**
	 * Restores the title from before the first change.
	 */
	synchronized void restore() {
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
