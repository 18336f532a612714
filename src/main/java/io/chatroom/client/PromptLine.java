package io.chatroom.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.MaskingCallback;
import org.jline.reader.Reference;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/**
 * The foot of the screen, where one types: it stays whole while lines are printed above
 * it. One thread reads, any other prints.
 */
final class PromptLine extends LineReaderImpl {

	private static final Size USUAL_SIZE = Size.of(80, 24);

	private static final int PATIENCE_SECONDS = 1;

	private static final String STOP = "stop";

	private static final int END = -1;

	private static final int MOST_AT_ONCE = 10;

	private static final int PASTE_MILLIS = 1;

	// guarded by the reader's lock, as all that follows
	private final Condition idle = this.lock.newCondition();

	private AttributedString foot = AttributedString.EMPTY;

	private boolean remembers = true;

	private boolean closed;

	private @Nullable Thread typist;

	/** How the terminal was found. */
	private final Attributes found;

	private final StopJob stopJob;

	private final TerminalTitle title;

	private int unread;

	private boolean stops;

	private int cursor = END;

	PromptLine(Terminal terminal, Completions completions, StopJob stopJob) throws IOException {
		super(terminal, "chatroom");
		this.stopJob = stopJob;
		this.title = new TerminalTitle(terminal);
		setVariable(HISTORY_FILE_SIZE, 1000);
		setVariable(BELL_STYLE, "none");
		// what is typed is text: no quotes, escapes or events
		setParser(new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]));
		setCompleter(completions);
		option(Option.DISABLE_EVENT_EXPANSION, true);
		option(Option.DISABLE_HIGHLIGHTER, true);
		option(Option.CASE_INSENSITIVE, true);
		option(Option.COMPLETE_MATCHER_TYPO, false);
		// the line is shown again when it comes back
		option(Option.ERASE_LINE_ON_FINISH, true);
		getWidgets().put(CALLBACK_INIT, this::begin);
		getWidgets().put(STOP, this::leaveToStop);
		// not only while a line is read: what is typed in between is not to be echoed
		this.found = terminal.enterRawMode();
		// but Ctrl-C ends the program until lines are read
		Attributes raw = terminal.getAttributes();
		raw.setLocalFlag(LocalFlag.ISIG, true);
		terminal.setAttributes(raw);
		if (terminal.getColumns() == 0 || terminal.getRows() == 0) {
			// a serial line does not tell
			terminal.setSize(USUAL_SIZE);
		}
		this.size = terminal.getSize();
	}

	@Override
	public KeyMap<Binding> emacs() {
		KeyMap<Binding> keys = super.emacs();
		// would open an editor, which is not here
		keys.unbind(KeyMap.translate("^X^E"));
		keys.bind(new Reference(STOP), KeyMap.ctrl('Z'));
		return keys;
	}

	/**
	 * Waits for a line. At Ctrl-Z the job stops; when it goes on what was typed is there
	 * again.
	 */
	@Override
	public String readLine() {
		return readLineFrom("");
	}

	/**
	 * Waits for a line that begins with what is there already.
	 */
	String readLineFrom(String begun) {
		this.terminal.enterRawMode();
		String line = super.readLine(null, null, (MaskingCallback) null, begun);
		while (isToStop()) {
			stop();
			line = super.readLine(null, null, (MaskingCallback) null, line);
		}
		return line;
	}

	@Override
	public Binding readBinding(KeyMap<Binding> keys, @Nullable KeyMap<Binding> local) {
		Binding binding = super.readBinding(keys, local);
		// who presses a key has seen what is above it
		this.lock.lock();
		try {
			if (this.unread > 0) {
				this.unread = 0;
				this.title.show(0);
			}
		}
		finally {
			this.lock.unlock();
		}
		return binding;
	}

	/**
	 * Counts one more line that may not have been seen.
	 */
	void addUnread() {
		this.lock.lock();
		try {
			this.unread++;
			this.title.show(this.unread);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Takes what is pasted. When that is much the line is complete with it, so that
	 * whoever reads it may ask.
	 */
	@Override
	public boolean beginPaste() {
		boolean taken = super.beginPaste();
		if (isMuch(this.buf.toString())) {
			this.state = State.DONE;
		}
		return taken;
	}

	/**
	 * Returns whether a text has more lines than one types.
	 */
	static boolean isMuch(String text) {
		return text.lines().filter((line) -> !line.isBlank()).count() > MOST_AT_ONCE;
	}

	@Override
	protected boolean expandOrComplete() {
		// in a text that is pasted without brackets a tab is one
		if (peekCharacter(PASTE_MILLIS) < ' ') {
			return super.expandOrComplete();
		}
		this.buf.write('\t');
		return true;
	}

	private boolean leaveToStop() {
		this.stops = true;
		this.cursor = this.buf.cursor();
		this.state = State.DONE;
		return true;
	}

	private boolean isToStop() {
		this.lock.lock();
		try {
			return this.stops;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void stop() {
		this.terminal.setAttributes(this.found);
		this.title.restore();
		try {
			this.stopJob.stop();
		}
		catch (IOException ex) {
			// then it goes on at once
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.terminal.enterRawMode();
		this.lock.lock();
		try {
			this.stops = false;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Knows what was typed in earlier runs, and adds to it.
	 * @return whether that can be read; else there is none
	 */
	boolean loadHistory(Path file) {
		this.history.attach(this);
		setVariable(HISTORY_FILE, file);
		try {
			this.history.load();
			return true;
		}
		catch (IOException | RuntimeException ex) {
			// of what is no history it throws what it likes
			getVariables().remove(HISTORY_FILE);
			return false;
		}
	}

	private boolean begin() {
		this.prompt = this.foot;
		this.typist = Thread.currentThread();
		if (this.cursor != END) {
			this.buf.cursor(this.cursor);
			this.cursor = END;
		}
		// Ctrl-C is a key as others are: what was typed before it comes first
		this.terminal.handle(Signal.INT, SignalHandler.SIG_IGN);
		return true;
	}

	@Override
	protected void cleanup() {
		super.cleanup();
		this.idle.signalAll();
	}

	@Override
	protected String finish(String line) {
		return (this.remembers && !this.stops && !isMuch(line)) ? super.finish(line) : line;
	}

	/**
	 * Sets what stands before the place where one types, perhaps over several rows.
	 */
	void foot(AttributedString text) {
		this.lock.lock();
		try {
			this.foot = text;
			if (this.reading) {
				this.prompt = text;
				redisplay();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Sets whether the history gets what is typed.
	 */
	void remember(boolean lines) {
		this.lock.lock();
		try {
			this.remembers = lines;
		}
		finally {
			this.lock.unlock();
		}
	}

	void ring() {
		this.lock.lock();
		try {
			this.terminal.puts(Capability.bell);
			this.terminal.flush();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Returns how wide the screen is.
	 */
	int columns() {
		return this.size.getColumns();
	}

	boolean isClosed() {
		this.lock.lock();
		try {
			return this.closed;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Leaves the terminal as it was found.
	 */
	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			// half a line stays to be seen
			option(Option.ERASE_LINE_ON_FINISH, this.buf.length() == 0);
			long patience = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
			if (this.reading && this.typist != null) {
				this.typist.interrupt();
			}
			while (this.reading && patience > 0) {
				patience = this.idle.awaitNanos(patience);
			}
			this.title.restore();
			this.terminal.close();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** How the job is stopped that this is part of. */
	@FunctionalInterface
	interface StopJob {

		/**
		 * Returns when it goes on.
		 */
		void stop() throws IOException, InterruptedException;

	}

}
