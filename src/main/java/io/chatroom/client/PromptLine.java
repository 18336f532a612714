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
import org.jline.reader.impl.KillRing;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.reader.impl.SimpleMaskingCallback;
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
 * The input line at the bottom of the screen. It stays intact while lines are printed
 * above it. One thread reads, any thread prints.
 */
final class PromptLine extends LineReaderImpl {

	private static final Size USUAL_SIZE = Size.of(80, 24);

	private static final int PATIENCE_SECONDS = 1;

	private static final MaskingCallback MASK = new SimpleMaskingCallback('*');

	private static final String STOP = "stop";

	private static final int END = -1;

	private static final int MOST_AT_ONCE = 10;

	private static final int PASTE_MILLIS = 1;

	// guarded by the reader's lock, as are all fields below
	private final Condition idle = this.lock.newCondition();

	private AttributedString foot = AttributedString.EMPTY;

	private boolean remembers = true;

	private boolean hides;

	private boolean wasHidden;

	private boolean closed;

	private @Nullable Thread typist;

	/** The terminal's attributes before the client changed them. */
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
		// typed text is taken literally: no quotes, escapes or history events
		setParser(new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]));
		setCompleter((reader, line, candidates) -> {
			if (!this.hides) {
				completions.complete(reader, line, candidates);
			}
		});
		option(Option.DISABLE_EVENT_EXPANSION, true);
		option(Option.DISABLE_HIGHLIGHTER, true);
		option(Option.CASE_INSENSITIVE, true);
		option(Option.COMPLETE_MATCHER_TYPO, false);
		// the line is shown again when the server has confirmed it
		option(Option.ERASE_LINE_ON_FINISH, true);
		getWidgets().put(CALLBACK_INIT, this::begin);
		getWidgets().put(STOP, this::leaveToStop);
		// raw mode at all times, so that keys typed between two reads are not echoed
		this.found = terminal.enterRawMode();
		// until lines are read, Ctrl-C ends the program
		Attributes raw = terminal.getAttributes();
		raw.setLocalFlag(LocalFlag.ISIG, true);
		terminal.setAttributes(raw);
		if (terminal.getColumns() == 0 || terminal.getRows() == 0) {
			// a serial line does not report its size
			terminal.setSize(USUAL_SIZE);
		}
		this.size = terminal.getSize();
	}

	@Override
	public KeyMap<Binding> emacs() {
		KeyMap<Binding> keys = super.emacs();
		// would open JLine's editor, which is not on the class path
		keys.unbind(KeyMap.translate("^X^E"));
		keys.bind(new Reference(STOP), KeyMap.ctrl('Z'));
		return keys;
	}

	/**
	 * Waits for a line. Ctrl-Z suspends the job; the line so far is kept until the job
	 * resumes.
	 */
	@Override
	public String readLine() {
		return readLineFrom("");
	}

	/**
	 * Waits for a line that starts with the given text.
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
		// a user who presses a key has seen the lines above
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
	 * Counts one more unread line in the window title.
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
	 * Inserts pasted text. If it has many lines, completes the line, so that the caller
	 * can ask for confirmation.
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
	 * Returns whether a text has more than 10 lines, blank lines not counted.
	 */
	static boolean isMuch(String text) {
		return text.lines().filter((line) -> !line.isBlank()).count() > MOST_AT_ONCE;
	}

	@Override
	protected boolean expandOrComplete() {
		// a tab with characters right behind it was pasted without brackets
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
			// the job was not suspended, so it continues
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
	 * Loads the history of earlier runs, and appends to it from now on.
	 * @return whether the file could be read; if not, there is no history
	 */
	boolean loadHistory(Path file) {
		this.history.attach(this);
		setVariable(HISTORY_FILE, file);
		try {
			this.history.load();
			return true;
		}
		catch (IOException | RuntimeException ex) {
			// for a file that is no history, load() throws various exceptions
			getVariables().remove(HISTORY_FILE);
			return false;
		}
	}

	private boolean begin() {
		this.prompt = this.foot;
		this.maskingCallback = this.hides ? MASK : null;
		this.typist = Thread.currentThread();
		if (this.cursor != END) {
			this.buf.cursor(this.cursor);
			this.cursor = END;
		}
		// from now on Ctrl-C is read as a key, after the keys typed before it
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
		this.wasHidden = this.hides;
		return (this.remembers && !this.hides && !this.stops && !isMuch(line) && !isSecret(line)) ? super.finish(line)
				: line;
	}

	private static boolean isSecret(String text) {
		return text.lines().map(OwnLine::typed).anyMatch(OwnLine::isSecret);
	}

	/**
	 * Sets the prompt, which may have several rows.
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
	 * Sets whether typed lines are added to the history.
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

	/**
	 * Sets whether the typed line is hidden. A hidden line that is not entered is erased,
	 * so that nothing brings it back.
	 */
	void hide(boolean typed) {
		this.lock.lock();
		try {
			if (this.hides && !typed) {
				this.killRing = new KillRing();
				this.modifiedHistory.clear();
				if (this.reading) {
					this.buf.clear();
					this.undo.clear();
					this.undo.newState(this.buf.copy());
				}
			}
			this.hides = typed;
			this.maskingCallback = typed ? MASK : null;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Returns whether the last line was hidden when it was entered.
	 */
	boolean wasHidden() {
		this.lock.lock();
		try {
			return this.wasHidden;
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
	 * Returns the width of the screen in columns.
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
	 * Restores the terminal's attributes and title.
	 */
	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			// a line not yet entered stays visible
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

	/** Suspends the job of this process. */
	@FunctionalInterface
	interface StopJob {

		/**
		 * Returns when the job has resumed.
		 */
		void stop() throws IOException, InterruptedException;

	}

}
