package io.chatroom.chat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import io.chatroom.protocol.Password;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Checks how owners prove that they own an account, and slows down those who guess. Waits
 * for passwords to be hashed, so it is called without a lock. Any thread.
 */
final class Proofs {

	/** How many may wait for a hash. */
	private static final int MOST_FROM_ADDRESS = 2;

	private final PasswordHasher hasher;

	private final Attempts attempts;

	/** How many wait for a hash, by address. */
	private final Map<String, Integer> hashing = new ConcurrentHashMap<>();

	Proofs(PasswordHasher hasher, InstantSource clock) {
		this.hasher = hasher;
		this.attempts = new Attempts(clock);
	}

	/**
	 * Returns what opens an account later.
	 * @param password the password, or null for the client's certificate
	 */
	String secret(Origin origin, @Nullable Password password) {
		return (password != null) ? inTurn(origin, () -> this.hasher.hash(password))
				: Account.secretOf(String.valueOf(origin.certificate()));
	}

	/**
	 * Checks the proof that a client owns an account.
	 * @param password the password, or null for the client's certificate
	 * @param known whether the owner has signed in from there before
	 * @return why it is none, or null if it is one
	 */
	@Nullable Refused check(Account account, Origin origin, @Nullable Password password, boolean known) {
		if (account.isOpenedBy(origin.certificate())) {
			return null;
		}
		if (password == null || account.needsCertificate()) {
			return Refusals.WRONG_PASSWORD;
		}
		if (!origin.carriesPasswords()) {
			return Refusals.TLS_ONLY;
		}
		// others who guess do not slow down an owner who comes from where she came before
		String guessed = known ? account.name() + " " + origin.reach() : account.name();
		Duration left = this.attempts.begin(guessed);
		if (left.isPositive()) {
			return Refusals.tooManyAttempts(account.name(), left);
		}
		Boolean right = null;
		try {
			right = inTurn(origin, () -> this.hasher.matches(password, account.secret()));
		}
		finally {
			this.attempts.end(guessed, right);
		}
		return right ? null : Refusals.WRONG_PASSWORD;
	}

	/**
	 * Hashes, unless others from the same address wait for that already: one address must
	 * not take all places.
	 * @throws RejectedExecutionException if too many wait
	 */
	private <T> T inTurn(Origin origin, Supplier<T> hashing) {
		String from = origin.reach();
		try {
			if (this.hashing.merge(from, 1, Integer::sum) > MOST_FROM_ADDRESS) {
				throw new RejectedExecutionException(from);
			}
			return hashing.get();
		}
		finally {
			this.hashing.computeIfPresent(from, (same, count) -> (count > 1) ? count - 1 : null);
		}
	}

}
