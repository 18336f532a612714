package io.chatroom.client;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * Sends the typed lines to a server without JSON mode. It runs on its own daemon thread,
 * because a read from a terminal cannot be interrupted. A server that sends no line ends
 * gets none, and one line at a time.
 */
final class PlainSender implements Runnable {

	private static final int PATIENCE_MILLIS = 1000;

	private final ServerConnection connection;

	private final Typing typing;

	private final @Nullable String name;

	private final boolean framed;

	private final Semaphore heard = new Semaphore(0);

	/** Stays true if a write fails. The lock is held during a write. */
	@GuardedBy("this")
	private boolean unsent;

	/**
	 * Whether all lines are sent, and {@code #quit} or the end of the output is sent too,
	 * or is being sent.
	 */
	@GuardedBy("this")
	private boolean goodbye;

	/** Whether the reader thread has seen the end of the connection. */
	private volatile boolean ended;

	private volatile @Nullable IOException inputFailure;

	/**
	 * Creates a sender.
	 * @param typing the lines to send
	 * @param name the name to send first, null for none
	 * @param framed whether to send line ends
	 */
	PlainSender(ServerConnection connection, Typing typing, @Nullable String name, boolean framed) {
		this.connection = connection;
		this.typing = typing;
		this.name = name;
		this.framed = framed;
	}

	@Override
	public void run() {
		try {
			if (this.name != null) {
				send(this.name, false);
			}
			String line = read();
			while (line != null && !isQuit(line)) {
				send(line, false);
				line = read();
			}
			quit(line);
		}
		catch (IOException ex) {
			// the connection is closed; the reader thread gets the same error and ends
			// the command
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean isQuit(String line) {
		// a server without line ends removes blanks before it looks at a line
		return OwnLine.of(this.framed ? line : line.strip()).isQuit();
	}

	/**
	 * Sends {@code #quit} or the end of the output. Nothing may be sent afterwards.
	 * @param line the line with {@code #quit}, null if the input has ended
	 */
	private void quit(@Nullable String line) throws IOException, InterruptedException {
		if (!this.framed) {
			// such a server does not notice that the client has closed its side
			send(OwnLine.QUIT.text(), true);
			return;
		}
		if (line != null) {
			send(line, true);
		}
		finishSending();
	}

	private @Nullable String read() {
		try {
			return this.typing.readLine();
		}
		catch (IOException ex) {
			this.inputFailure = ex;
			return null;
		}
	}

	private void send(String line, boolean quits) throws IOException, InterruptedException {
		if (this.framed) {
			write(line, "\n", quits);
		}
		else if (!line.isBlank()) {
			this.heard.drainPermits();
			write(line, "", quits);
			this.heard.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	private synchronized void write(String line, String end, boolean quits) throws IOException {
		this.unsent = true;
		this.connection.send(line, end, false);
		this.unsent = false;
		this.goodbye |= quits;
	}

	private synchronized void finishSending() throws IOException {
		if (this.ended) {
			return;
		}
		// Set before the end is sent. The server may close the connection meanwhile, and
		// then the reader thread closes the socket and finish() fails.
		this.goodbye = true;
		this.connection.finish();
	}

	/**
	 * Returns whether the server was sent {@code #quit} or the end of the output. The
	 * result is final once {@link #finish()} has returned.
	 */
	synchronized boolean saidGoodbye() {
		return this.goodbye;
	}

	/**
	 * Signals that the server has sent something.
	 */
	void heard() {
		this.heard.release();
	}

	/**
	 * Closes the connection after the reader thread has seen its end, and reports whether
	 * sending failed. Only one of two threads gets a reset as an error: if this one does,
	 * the reader thread sees a normal end.
	 * @return a message for the user, null if nothing failed
	 */
	@Nullable String finish() throws IOException {
		this.ended = true;
		// unblocks a write that holds the lock
		this.connection.close();
		synchronized (this) {
			IOException failure = this.inputFailure;
			if (failure != null) {
				return "The input failed: " + failure.getMessage() + ".";
			}
			return this.unsent ? "The connection ended before everything was sent." : null;
		}
	}

}
