package io.chatroom.chat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.chatroom.protocol.Deed;
import io.chatroom.protocol.Password;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.SignIn;
import org.jspecify.annotations.Nullable;

/**
 * Who owns which name. Its methods wait for the records, or for a password to be hashed,
 * so they are called without a lock. Any thread.
 */
final class Accounts {

	private final Records records;

	private final PasswordHasher hasher;

	private final Names names;

	/** Names that are operators' by the settings. */
	private final Collection<String> operators;

	private final Set<String> operatorKeys;

	private final InstantSource clock;

	private final Proofs proofs;

	/** By address: each makes the next one wait longer. */
	private final Attempts registrations;

	/**
	 * Creates it.
	 * @param operators names of accounts that are operators' by the settings
	 */
	Accounts(Records records, PasswordHasher hasher, Names names, Collection<String> operators, InstantSource clock) {
		this.records = records;
		this.hasher = hasher;
		this.names = names;
		this.operators = List.copyOf(operators);
		this.operatorKeys = names.keys(operators);
		this.clock = clock;
		this.proofs = new Proofs(hasher, clock);
		this.registrations = new Attempts(clock);
	}

	/**
	 * Returns the account of a name, or null if nobody owns it.
	 */
	@Nullable Account of(Name name) {
		return this.records.account(keys(name));
	}

	/**
	 * Returns what the name of an account reads like, and the name itself: that stays
	 * when the rules for look-alikes change.
	 */
	private static List<String> keys(Name name) {
		List<String> keys = new ArrayList<>();
		keys.add("=" + name.text().toLowerCase(Locale.ROOT));
		keys.addAll(name.keys());
		return keys;
	}

	/**
	 * Returns the account of a name, or null if nobody owns it.
	 * @param typed the name as it was typed
	 */
	@Nullable Account named(String typed) {
		Name name = this.names.wellFormed(typed);
		return (name != null) ? of(name) : null;
	}

	List<Account> all() {
		return this.records.accounts();
	}

	/**
	 * Returns the names that are operators' by the settings and that nobody owns.
	 */
	List<String> missingOperators() {
		return this.operators.stream().filter((name) -> of(this.names.known(name)) == null).sorted().toList();
	}

	boolean isOperator(Account account) {
		// of two names that look alike only one is listed
		return account.operator() || this.operators.stream().anyMatch(account.name()::equalsIgnoreCase);
	}

	/**
	 * Returns whether a name is an operator's by the settings.
	 */
	boolean isOperators(Name name) {
		return !Collections.disjoint(this.operatorKeys, name.keys());
	}

	/**
	 * Makes the name of a client an account.
	 * @param password the password, or null for the client's certificate
	 * @return why not, or null if it was made
	 */
	@Nullable Refused register(Name name, Origin origin, @Nullable Password password) {
		Refused refused = refuse(origin, password);
		if (refused != null) {
			return refused;
		}
		if (isOperators(name)) {
			return Refusals.MAY_NOT_REGISTER;
		}
		Duration left = this.registrations.begin(origin.reach());
		if (left.isPositive()) {
			return Refusals.tooManyRegistrations(left);
		}
		// as a wrong attempt: the next one from there has to wait longer
		this.registrations.end(origin.reach(), false);
		return add(name, this.proofs.secret(origin, password), null) ? null : Refusals.registered(name.text());
	}

	/**
	 * Adds an account.
	 * @param password its password, which is valid
	 * @return false if somebody owns the name
	 */
	boolean add(Name name, Password password, Deed deed) {
		return add(name, this.hasher.hash(password), deed);
	}

	private boolean add(Name name, String secret, @Nullable Deed deed) {
		return this.records.add(new Account(name.text(), secret, false, now(), null), keys(name), deed);
	}

	private static @Nullable Refused refuse(Origin origin, @Nullable Password password) {
		if (password == null) {
			return (origin.certificate() != null) ? null : Refusals.NO_CERTIFICATE;
		}
		if (!origin.carriesPasswords()) {
			return Refusals.TLS_ONLY;
		}
		return password.isValid() ? null : Refusals.BAD_PASSWORD;
	}

	/**
	 * Checks the proof that a client owns an account.
	 * @param password the password, or null for the client's certificate
	 * @return why it is none, or null if it is one
	 */
	@Nullable Refused check(Account account, Origin origin, @Nullable Password password) {
		return this.proofs.check(account, origin, password,
				this.records.hasSignedInFrom(account.name(), origin.reach()));
	}

	/**
	 * Notes a sign-in.
	 * @return the account as it was just before, or null if it is gone or has another
	 * secret by now
	 */
	@Nullable Account signedIn(Account account, Origin origin) {
		return this.records.signedIn(account, new SignIn(now(), origin.reach()));
	}

	/**
	 * Gives an account a new password.
	 * @param password the password, which is valid
	 * @param deed the deed of the operator who gives it, or null
	 * @return false if it is gone or has another secret by now
	 */
	boolean change(Account account, Password password, @Nullable Deed deed) {
		return this.records.setSecret(account, this.hasher.hash(password), deed);
	}

	/**
	 * Makes an account an operator's, or a member's.
	 * @return false if it is gone by now
	 */
	boolean change(Account account, boolean operator, Deed deed) {
		return this.records.setOperator(account.name(), operator, deed);
	}

	/**
	 * Deletes an account.
	 * @return false if it is gone or has another secret by now
	 */
	boolean remove(Account account, @Nullable Deed deed) {
		return this.records.remove(account, deed);
	}

	private Instant now() {
		return Instant.ofEpochMilli(this.clock.millis());
	}

}
