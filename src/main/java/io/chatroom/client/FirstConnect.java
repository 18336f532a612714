package io.chatroom.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Opens the first connection, and retries while no server is up if the user asked for
 * that. Used by the reader thread only.
 */
final class FirstConnect {

	private static final Duration PAUSE = Duration.ofMillis(500);

	private final Servers servers;

	private final Display display;

	private final Duration patience;

	/** Messages shown. Each is shown once. */
	private final Set<String> told = new HashSet<>();

	/**
	 * Creates the first connection's retry loop.
	 * @param patience how long to retry; zero to try each server once
	 */
	FirstConnect(Servers servers, Display display, Duration patience) {
		this.servers = servers;
		this.display = display;
		this.patience = patience;
	}

	/**
	 * Connects, and waits for the server's greeting.
	 * @throws IOException with a complete message, if the last attempt failed
	 */
	Greeted connect() throws IOException {
		long start = System.nanoTime();
		while (true) {
			try {
				return this.servers.connect((failure) -> tell(String.valueOf(failure.getMessage())));
			}
			catch (UnreachableException ex) {
				// other failures, as an invalid certificate, do not end by waiting
				Duration passed = Duration.ofNanos(System.nanoTime() - start);
				if (passed.plus(PAUSE).compareTo(this.patience) > 0) {
					throw ex;
				}
				tell(String.format(Locale.ROOT, "Waiting for %s: %s.", this.servers, ex.reason()));
				pause();
			}
		}
	}

	private void tell(String text) {
		if (this.told.add(text)) {
			this.display.notice(text);
		}
	}

	private static void pause() throws InterruptedIOException {
		try {
			Thread.sleep(PAUSE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("Interrupted.");
		}
	}

}
