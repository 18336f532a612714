package io.chatroom.chat;

import java.util.List;

import io.chatroom.protocol.Deed;
import io.chatroom.protocol.Deed.Action;
import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply.Refused;
import org.jspecify.annotations.Nullable;

/**
 * The tokens with which programs act for accounts over HTTP. Waits for the records, so it
 * is called without a lock. Any thread.
 * <p>
 * Each method throws {@link java.io.UncheckedIOException} when the records cannot be read
 * or written; then nothing is changed.
 */
public final class Tokens {

	private final Records records;

	private final Accounts accounts;

	private final AllClients allClients;

	private final Deeds deeds;

	Tokens(Records records, Accounts accounts, AllClients allClients, Deeds deeds) {
		this.records = records;
		this.accounts = accounts;
		this.allClients = allClients;
		this.deeds = deeds;
	}

	/**
	 * Returns the name of the account for which the bearer of a secret may act, or null.
	 */
	public @Nullable String account(String secret) {
		Token token = Token.isSecret(secret) ? this.records.token(Token.hash(secret)) : null;
		return (token != null) ? token.account() : null;
	}

	/**
	 * Returns the tokens of an account, the oldest first, or null if nobody owns that
	 * name.
	 * @param typed the account's name as it was typed
	 */
	public @Nullable List<Token> of(String typed) {
		Account account = this.accounts.named(typed);
		return (account != null) ? this.records.tokens(account.name()) : null;
	}

	/**
	 * Makes a token.
	 * @param typed the account's name as it was typed
	 * @param by the name of the operator who makes it, or null for its owner
	 */
	public Made make(String typed, String name, @Nullable String by) {
		Account account = this.accounts.named(typed);
		if (account == null) {
			return new Made.NotMade(Refusals.noAccount(typed));
		}
		if (!Token.isName(name)) {
			return new Made.NotMade(Refusals.BAD_TOKEN);
		}
		String secret = Token.newSecret();
		Deed deed = deed(by, Action.TOKEN, account.name(), name);
		if (!this.records.add(new Token(Token.hash(secret), account.name(), name, this.deeds.now()), Token.MOST,
				deed)) {
			return new Made.NotMade(Refusals.tokenNotMade(name, Token.MOST));
		}
		observe(deed);
		return new Made.Secret(secret);
	}

	/**
	 * Revokes a token. The programs of its account are disconnected.
	 * @param typed the account's name as it was typed
	 * @param by the name of the operator who revokes it, or null for its owner
	 * @return why not, or null if it was revoked
	 */
	public @Nullable Refused revoke(String typed, String name, @Nullable String by) {
		Account account = this.accounts.named(typed);
		if (account == null) {
			return Refusals.noAccount(typed);
		}
		Deed deed = deed(by, Action.REVOKE, account.name(), name);
		if (!this.records.removeToken(account.name(), name, deed)) {
			return Refusals.noToken(name);
		}
		observe(deed);
		this.allClients.tellAll(new NodeMessage.EndPrograms(account.name()));
		return null;
	}

	private @Nullable Deed deed(@Nullable String by, Action action, String account, String name) {
		return (by != null) ? this.deeds.of(by, action, account, name) : null;
	}

	private void observe(@Nullable Deed deed) {
		if (deed != null) {
			this.deeds.done(deed);
		}
	}

	/**
	 * What came of the wish for a token.
	 */
	public sealed interface Made {

		/**
		 * It was made.
		 *
		 * @param secret what the program sends; it cannot be had again
		 */
		record Secret(String secret) implements Made {

			/**
			 * Returns nothing of the secret, so that no log has it.
			 */
			@Override
			public String toString() {
				return "Secret";
			}

		}

		/**
		 * It was not made.
		 *
		 * @param why why
		 */
		record NotMade(Refused why) implements Made {

			/**
			 * Returns whether it is missing what the token would belong to.
			 */
			public boolean isMissing() {
				return this.why.is(RefusalReason.NOBODY);
			}

		}

	}

}
