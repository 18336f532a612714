package io.chatroom;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.chatroom.chat.PasswordHasher;
import io.chatroom.protocol.Password;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * Hashes passwords with bcrypt, one after the other, and no more than a few a second. So
 * those who guess passwords cost at most a part of one core, however many they are. Any
 * thread.
 */
final class PasswordPool implements PasswordHasher, AutoCloseable {

	/** 2^10 rounds. */
	private static final int STRENGTH = 10;

	private static final int MOST_WAITING = 32;

	/** How many turns a wrong password takes besides. Owners come with the right one. */
	private static final int WRONG = 1;

	private final BCryptPasswordEncoder encoder = new BCryptPasswordEncoder(STRENGTH);

	private final ThreadPoolExecutor thread;

	private final long nanosEach;

	/** When the thread may begin with the next one, as {@link System#nanoTime()}. */
	private volatile long nextTurn = System.nanoTime();

	/**
	 * Creates a pool with one thread.
	 * @param perSecond how many passwords it hashes in a second at most
	 */
	PasswordPool(int perSecond) {
		this.nanosEach = TimeUnit.SECONDS.toNanos(1) / perSecond;
		this.thread = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(MOST_WAITING),
				Thread.ofPlatform().name("chat-password").daemon().factory());
		this.thread.allowCoreThreadTimeOut(true);
	}

	@Override
	public String hash(Password password) {
		return await(() -> this.encoder.encode(digest(password)));
	}

	@Override
	public boolean matches(Password password, String hash) {
		return await(() -> {
			boolean right = this.encoder.matches(digest(password), hash);
			if (!right) {
				long next = this.nextTurn;
				this.nextTurn = next + WRONG * this.nanosEach;
			}
			return right;
		});
	}

	/**
	 * Returns a text of 43 characters: bcrypt takes no more than 72 bytes, and a password
	 * may have more.
	 */
	private static String digest(Password password) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256")
				.digest(password.text().getBytes(StandardCharsets.UTF_8));
			return Base64.getEncoder().withoutPadding().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private <T> T await(Callable<T> work) {
		Future<T> result = this.thread.submit(() -> {
			awaitTurn();
			return work.call();
		});
		try {
			return result.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		catch (CancellationException ex) {
			throw new RejectedExecutionException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RejectedExecutionException(ex);
		}
	}

	/**
	 * Returns when the next password may be hashed, as {@link System#nanoTime()}.
	 */
	long nextTurn() {
		return this.nextTurn;
	}

	private void awaitTurn() {
		long now = System.nanoTime();
		while (now - this.nextTurn < 0 && !this.thread.isShutdown()) {
			LockSupport.parkNanos(this.nextTurn - now);
			now = System.nanoTime();
		}
		this.nextTurn = now + this.nanosEach;
	}

	@Override
	public void close() {
		// those that wait would wait for ever
		for (Runnable waiting : this.thread.shutdownNow()) {
			((Future<?>) waiting).cancel(false);
		}
	}

}
