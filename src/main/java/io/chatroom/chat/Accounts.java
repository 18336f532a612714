package io.chatroom.chat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.chatroom.protocol.Deed;
import io.chatroom.protocol.Password;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.SignIn;
import org.jspecify.annotations.Nullable;

/**
 * Who owns which name, and how owners prove it. Its methods wait for the records, or for
 * a password to be hashed, so they are called without a lock. Any thread.
 */
final class Accounts {

	private final Records records;

	private final PasswordHasher hasher;

	private final Names names;

	/** Names that are operators' by the settings. */
	private final Collection<String> operators;

	private final Set<String> operatorKeys;

	private final InstantSource clock;

	private final Attempts attempts;

	/**
	 * Creates it.
	 * @param operators names of accounts that are operators' by the settings
	 */
	Accounts(Records records, PasswordHasher hasher, Names names, Collection<String> operators, InstantSource clock) {
		this.records = records;
		this.hasher = hasher;
		this.names = names;
		this.operators = List.copyOf(operators);
		this.operatorKeys = operators.stream()
			.flatMap((name) -> names.known(name).keys().stream())
			.collect(Collectors.toUnmodifiableSet());
		this.clock = clock;
		this.attempts = new Attempts(clock);
	}

	/**
	 * Returns the account of a name, or null if nobody owns it.
	 */
	@Nullable Account of(Name name) {
		return this.records.account(name.keys());
	}

	/**
	 * Returns the account of a name, or null if nobody owns it.
	 * @param typed the name as it was typed
	 */
	@Nullable Account named(String typed) {
		Name name = this.names.member(typed);
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
		return account.operator() || isOperators(this.names.known(account.name()));
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
		return add(name, secret(origin, password), false, null) ? null : Refusals.registered(name.text());
	}

	/**
	 * Adds an account.
	 * @param password its password, which is valid
	 * @return false if somebody owns the name
	 */
	boolean add(Name name, Password password, boolean operator, Deed deed) {
		return add(name, this.hasher.hash(password), operator, deed);
	}

	private boolean add(Name name, String secret, boolean operator, @Nullable Deed deed) {
		return this.records.add(new Account(name.text(), secret, operator, now(), null), name.keys(), deed);
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

	private String secret(Origin origin, @Nullable Password password) {
		return (password != null) ? this.hasher.hash(password) : Account.secretOf(String.valueOf(origin.certificate()));
	}

	/**
	 * Checks the proof that a client owns an account.
	 * @param password the password, or null for the client's certificate
	 * @return why it is none, or null if it is one
	 */
	@Nullable Refused check(Account account, Origin origin, @Nullable Password password) {
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
		String guessed = this.records.hasSignedInFrom(account.name(), origin.address())
				? account.name() + " " + origin.address() : account.name();
		Duration left = this.attempts.begin(guessed);
		if (left.isPositive()) {
			return Refusals.tooManyAttempts(account.name(), left);
		}
		if (!this.hasher.matches(password, account.secret())) {
			return Refusals.WRONG_PASSWORD;
		}
		this.attempts.forget(guessed);
		return null;
	}

	/**
	 * Notes a sign-in.
	 */
	void signedIn(Account account, Origin origin) {
		this.records.signedIn(account.name(), new SignIn(now(), origin.address()));
	}

	/**
	 * Gives an account a new password.
	 * @param password the password, which is valid
	 * @param deed the deed of the operator who gives it, or null
	 */
	void change(Account account, Password password, @Nullable Deed deed) {
		this.records.change(account.withSecret(this.hasher.hash(password)), deed);
	}

	/**
	 * Makes an account an operator's, or a member's.
	 */
	void change(Account account, boolean operator, Deed deed) {
		this.records.change(account.withOperator(operator), deed);
	}

	/**
	 * Deletes an account.
	 * @return false if there is none
	 */
	boolean remove(Account account, @Nullable Deed deed) {
		return this.records.remove(account.name(), deed);
	}

	private Instant now() {
		return Instant.ofEpochMilli(this.clock.millis());
	}

}
