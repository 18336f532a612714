package io.chatroom.client;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/**
 * The input line at the bottom of the screen. It stays intact while lines are printed
 * above it. One thread reads, any thread prints.
 */
final class PromptLine extends LineReaderImpl {

	private static final int PATIENCE_SECONDS = 1;

	private static final MaskingCallback MASK = new SimpleMaskingCallback('*');

	private static final String STOP = "stop";

	private static final int END = -1;

	private static final int MOST_AT_ONCE = 10;

	private static final int PASTE_MILLIS = 1;

	private final RawTerminal raw;

	// guarded by JLine's lock, as are the next three
	private final Condition idle = this.lock.newCondition();

	private AttributedString foot = AttributedString.EMPTY;

	private boolean hides;

	private @Nullable Thread typist;

	private volatile boolean remembers = true;

	private volatile boolean closed;

	// used by the thread that reads, as are the next two
	private boolean wasHidden;

	private boolean stops;

	private int cursor = END;

	PromptLine(Terminal terminal, Completions completions, JobControl job) throws IOException {
		super(terminal, "chatroom");
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
		this.raw = new RawTerminal(terminal, job);
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
		this.raw.enter();
		String line = super.readLine(null, null, (MaskingCallback) null, begun);
		while (this.stops) {
			this.raw.suspend();
			this.stops = false;
			line = super.readLine(null, null, (MaskingCallback) null, line);
		}
		return line;
	}

	@Override
	public Binding readBinding(KeyMap<Binding> keys, @Nullable KeyMap<Binding> local) {
		Binding binding = super.readBinding(keys, local);
		// a user who presses a key has seen the lines above
		whileLocked(this.raw.title()::clearUnread);
		return binding;
	}

	/**
	 * Counts one more unread line in the window title.
	 */
	void addUnread() {
		whileLocked(this.raw.title()::addUnread);
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

	private boolean begin() {
		this.prompt = this.foot;
		this.maskingCallback = this.hides ? MASK : null;
		this.typist = Thread.currentThread();
		if (this.cursor != END) {
			this.buf.cursor(this.cursor);
			this.cursor = END;
		}
		this.raw.readInterrupts();
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
		whileLocked(() -> {
			this.foot = text;
			if (this.reading) {
				this.prompt = text;
				redisplay();
			}
		});
	}

	/**
	 * Sets whether typed lines are added to the history.
	 */
	void remember(boolean lines) {
		this.remembers = lines;
	}

	/**
	 * Sets whether the typed line is hidden. A hidden line that is not entered is erased,
	 * so that nothing brings it back.
	 */
	void hide(boolean typed) {
		whileLocked(() -> {
			if (this.hides && !typed) {
				forgetTyped();
			}
			this.hides = typed;
			this.maskingCallback = typed ? MASK : null;
		});
	}

	private void forgetTyped() {
		this.killRing = new KillRing();
		this.modifiedHistory.clear();
		if (this.reading) {
			this.buf.clear();
			this.undo.clear();
			this.undo.newState(this.buf.copy());
		}
	}

	/**
	 * Returns whether the last line was hidden when it was entered.
	 */
	boolean wasHidden() {
		return this.wasHidden;
	}

	void ring() {
		whileLocked(() -> {
			this.terminal.puts(Capability.bell);
			this.terminal.flush();
		});
	}

	/**
	 * Does something while JLine's lock is held: no key is handled, and no line printed.
	 */
	private void whileLocked(Runnable action) {
		this.lock.lock();
		try {
			action.run();
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
		return this.closed;
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
			this.raw.close();
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

}
