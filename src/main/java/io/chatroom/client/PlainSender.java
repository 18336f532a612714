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

	private static final String QUIT = "#quit";

	private static final int PATIENCE_MILLIS = 1000;

	private final ServerConnection connection;

	private final Typing typing;

	private final @Nullable String name;

	private final boolean framed;

	private final Semaphore heard = new Semaphore(0);

	// Guarded by this, which is held during a write, and stays true when that fails.
	private boolean unsent;

	// Guarded by this: the server may hang up before it is known here that all was sent.
	private boolean goodbye;

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
				send(this.name);
			}
			for (String line = read(); line != null && (this.framed || !line.strip().equals(QUIT)); line = read()) {
				send(line);
			}
			if (this.framed) {
				finishSending();
			}
			else {
				// such a server does not see the end of a connection
				send(QUIT);
			}
		}
		catch (IOException ex) {
			// The connection is gone. The thread that receives sees that as well, and
			// ends the command.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
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

	private void send(String line) throws IOException, InterruptedException {
		if (this.framed) {
			write(line, "\n");
		}
		else if (!line.isBlank()) {
			this.heard.drainPermits();
			write(line, "");
			this.heard.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	private synchronized void write(String line, String end) throws IOException {
		this.unsent = true;
		this.connection.send(line, end, false);
		this.unsent = false;
		this.goodbye |= OwnLine.of(line).isQuit();
	}

	private synchronized void finishSending() throws IOException {
		this.connection.finish();
		this.goodbye = true;
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
		// Ends a write that waits for the server, so that the lock comes free.
		this.connection.close();
		synchronized (this) {
			IOException failure = this.inputFailure;
			if (failure != null) {
				return "The input broke off: %s.".formatted(failure.getMessage());
			}
			return this.unsent ? "The connection ended before everything was sent." : null;
		}
	}

}
