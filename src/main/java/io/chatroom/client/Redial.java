package io.chatroom.client;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/**
 * Connects again when a connection was lost, for as long as it takes. Reader thread, but
 * for {@link #giveUp()}.
 */
final class Redial {

	private final Dial dial;

	private final Display display;

	private final BackOff backOff = new BackOff(RandomGenerator.getDefault());

	private final BooleanSupplier pointless;

	private final CountDownLatch givenUp = new CountDownLatch(1);

	/** What was told since one was in the room: once is enough. */
	private final Set<String> told = new HashSet<>();

	/**
	 * Creates one.
	 * @param pointless whether there is nothing to come back for
	 */
	Redial(Dial dial, Display display, BooleanSupplier pointless) {
		this.dial = dial;
		this.display = display;
		this.pointless = pointless;
	}

	/**
	 * Connects.
	 * @return null when that was given up, or became pointless
	 */
	@Nullable ServerConnection again() {
		while (!this.pointless.getAsBoolean()) {
			tell("Trying again.");
			if (isGivenUpWhileWaiting()) {
				return null;
			}
			try {
				ServerConnection connection = this.dial.connect();
				if (isGreeted(connection)) {
					return connection;
				}
				connection.close();
			}
			catch (TlsException ex) {
				tell(String.valueOf(ex.getMessage()));
			}
			catch (IOException ex) {
				tell("Cannot connect to %s: %s.".formatted(this.dial.server(), ex.getMessage()));
			}
		}
		return null;
	}

	/**
	 * Tells that something went wrong, unless it does so over and over.
	 */
	void tell(String text) {
		if (this.told.add(text)) {
			this.display.notice(text);
		}
	}

	/**
	 * All is well again.
	 */
	void reset() {
		this.backOff.reset();
		this.told.clear();
	}

	void giveUp() {
		this.givenUp.countDown();
	}

	private boolean isGivenUpWhileWaiting() {
		try {
			return this.givenUp.await(this.backOff.next().toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return true;
		}
	}

	private boolean isGreeted(ServerConnection connection) {
		try {
			Greeting greeting = Greeting.of(connection, this.dial.server());
			if (!greeting.isOfChatroom()) {
				tell(SafeText.of(greeting.text()));
			}
			return greeting.isOfChatroom();
		}
		catch (IOException ex) {
			// lost again: as one that does not greet
			return false;
		}
	}

}
