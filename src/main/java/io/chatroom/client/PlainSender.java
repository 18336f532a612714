package io.chatroom.client;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Sends what the user gives to a server without the structured mode; runs on a daemon
 * thread of its own, since a read of the terminal cannot be interrupted. To a server that
 * ends no lines it sends none with an end, and one at a time.
 */
final class PlainSender implements Runnable {

	private static final int PATIENCE_MILLIS = 1000;

	private final ServerConnection connection;

	private final Typing typing;

	private final @Nullable String name;

	private final boolean framed;

	private final Semaphore heard = new Semaphore(0);

	// Guarded by this, which is held during a write, and stays true when that fails.
	private boolean unsent;

	// Guarded by this: whether all is sent that there is to send, and #quit, or the end
	// of
	// what is sent, too, or on its way.
	private boolean goodbye;

	/** Whether the other thread has seen the end of the connection. */
	private volatile boolean ended;

	private volatile @Nullable IOException inputFailure;

	/**
	 * Creates a sender.
	 * @param typing what the user gives
	 * @param name what goes before it, null for nothing
	 * @param framed whether lines have ends
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
			// The connection is gone. The thread that receives sees that as well, and
			// ends the command.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean isQuit(String line) {
		// a server that knows no lines takes the blanks off
		return OwnLine.of(this.framed ? line : line.strip()).isQuit();
	}

	/**
	 * Says goodbye, after which nothing is sent.
	 * @param line the one that does, null when the input has just ended
	 */
	private void quit(@Nullable String line) throws IOException, InterruptedException {
		if (!this.framed) {
			// such a server does not see the end of a connection
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
		// Before it is told: the server may answer with the end of the connection while
		// that
		// is still being sent, which then fails, since the other thread closes the
		// socket.
		this.goodbye = true;
		this.connection.finish();
	}

	/**
	 * Returns whether the server was told that nothing more comes, by {@code #quit} or
	 * the end of what is sent. Once {@link #finish()} has returned that is certain.
	 */
	synchronized boolean saidGoodbye() {
		return this.goodbye;
	}

	/**
	 * The server has said something.
	 */
	void heard() {
		this.heard.release();
	}

	/**
	 * Closes the connection, whose end the other thread has seen, and tells whether
	 * something went wrong here. A reset reaches only one of two threads as an error:
	 * when that is this one, the other sees a plain end.
	 * @return a sentence for the user, null when all is well
	 */
	@Nullable String finish() throws IOException {
		this.ended = true;
		// Ends a write that waits for the server, so that the lock comes free.
		this.connection.close();
		synchronized (this) {
			IOException failure = this.inputFailure;
			if (failure != null) {
				return "The input broke off: " + failure.getMessage() + ".";
			}
			return this.unsent ? "The connection ended before everything was sent." : null;
		}
	}

}
