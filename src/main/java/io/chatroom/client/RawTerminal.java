package io.chatroom.client;

import java.io.IOException;

import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;

/**
 * A terminal in raw mode. It is in that mode at all times, so that keys typed between two
 * reads are not echoed. Used by the thread that reads the keys, except the title and
 * {@link #close()}.
 */
final class RawTerminal {

	private static final Size USUAL_SIZE = Size.of(80, 24);

	private final Terminal terminal;

	private final JobControl job;

	private final TerminalTitle title;

	/** The attributes before the client changed them. */
	private final Attributes found;

	RawTerminal(Terminal terminal, JobControl job) {
		this.terminal = terminal;
		this.job = job;
		this.title = new TerminalTitle(terminal);
		this.found = terminal.enterRawMode();
		// until lines are read, Ctrl-C ends the program
		Attributes raw = terminal.getAttributes();
		raw.setLocalFlag(LocalFlag.ISIG, true);
		terminal.setAttributes(raw);
		if (terminal.getColumns() == 0 || terminal.getRows() == 0) {
			// a serial line does not report its size
			terminal.setSize(USUAL_SIZE);
		}
	}

	TerminalTitle title() {
		return this.title;
	}

	/**
	 * Enters raw mode, which the last read has left.
	 */
	void enter() {
		this.terminal.enterRawMode();
	}

	/**
	 * Reads Ctrl-C as a key from now on, after the keys typed before it.
	 */
	void readInterrupts() {
		this.terminal.handle(Signal.INT, SignalHandler.SIG_IGN);
	}

	/**
	 * Suspends the job, with the terminal as it was found. Returns when the job resumes.
	 */
	void suspend() {
		this.terminal.setAttributes(this.found);
		this.title.restore();
		try {
			this.job.stop();
		}
		catch (IOException ex) {
			// the job was not suspended, so it continues
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		enter();
	}

	/**
	 * Restores the attributes and the title.
	 */
	void close() throws IOException {
		this.title.restore();
		this.terminal.close();
	}

}
