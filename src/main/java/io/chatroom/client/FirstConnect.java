package io.chatroom.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Opens the first connection, and retries while the server is not up if the user asked
 * for that. Used by the reader thread only.
 */
final class FirstConnect {

	private static final Duration PAUSE = Duration.ofMillis(500);

	private final Dial dial;

	private final Display display;

	private final Duration patience;

	private @Nullable Greeting greeting;

	/**
	 * Creates the first connection's retry loop.
	 * @param patience how long to retry; zero to try once
	 */
	FirstConnect(Dial dial, Display display, Duration patience) {
		this.dial = dial;
		this.display = display;
		this.patience = patience;
	}

	/**
	 * Connects, and waits for the server's greeting.
	 * @throws IOException if the last attempt failed
	 */
	ServerConnection connect() throws IOException {
		long start = System.nanoTime();
		boolean told = false;
		while (true) {
			try {
				return tryOnce();
			}
			catch (TlsException ex) {
				// an invalid certificate does not become valid by waiting
				throw ex;
			}
			catch (IOException ex) {
				Duration passed = Duration.ofNanos(System.nanoTime() - start);
				if (passed.plus(PAUSE).compareTo(this.patience) > 0) {
					throw ex;
				}
				if (!told) {
					told = true;
					this.display.notice(String.format(Locale.ROOT, "Waiting for %s: %s.", this.dial.server(),
							(ex.getMessage() != null) ? ex.getMessage() : ex));
				}
				pause();
			}
		}
	}

	private ServerConnection tryOnce() throws IOException {
		ServerConnection connection = this.dial.connect();
		try {
			this.greeting = Greeting.of(connection, this.dial.server());
			return connection;
		}
		catch (IOException ex) {
			connection.close();
			throw ex;
		}
	}

	private static void pause() throws InterruptedIOException {
		try {
			Thread.sleep(PAUSE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException();
		}
	}

	/**
	 * Returns the greeting of the connection.
	 */
	Greeting greeting() {
		return Objects.requireNonNull(this.greeting);
	}

}
