package io.chatroom.chat;

import java.util.List;

import io.chatroom.protocol.Deed;
import io.chatroom.protocol.Deed.Action;
import io.chatroom.protocol.Password;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply;
import org.jspecify.annotations.Nullable;

/**
 * What an operator outside the chat does with accounts. Each deed is kept. Waits for the
 * records, and for passwords to be hashed; called without a lock. Any thread.
 * <p>
 * Each method throws {@link java.io.UncheckedIOException} when the records cannot be read
 * or written; then nothing is changed.
 */
public final class AccountAdministration {

	private final Accounts accounts;

	private final AllClients allClients;

	private final Names names;

	private final Deeds deeds;

	AccountAdministration(Accounts accounts, AllClients allClients, Names names, Deeds deeds) {
		this.accounts = accounts;
		this.allClients = allClients;
		this.names = names;
		this.deeds = deeds;
	}

	/**
	 * Returns all accounts, by name.
	 */
	public List<Reply.Account> all() {
		return this.accounts.all().stream().map(this::view).toList();
	}

	/**
	 * Returns the names that are operators' by the settings and that nobody owns. Nobody
	 * can take them in the chat.
	 */
	public List<String> missingOperators() {
		return this.accounts.missingOperators();
	}

	/**
	 * Returns the account of a name, or null if nobody owns it.
	 * @param typed the name as it was typed
	 */
	public Reply.@Nullable Account find(String typed) {
		Account account = this.accounts.named(typed);
		return (account != null) ? view(account) : null;
	}

	private Reply.Account view(Account account) {
		return new Reply.Account(account.name(), this.accounts.isOperator(account), account.made(), account.last());
	}

	/**
	 * Gives an account a password, and makes the account if there is none.
	 * @param typed the name as it was typed
	 * @throws java.util.concurrent.RejectedExecutionException when too many passwords
	 * wait to be hashed
	 */
	public Outcome setPassword(String typed, Password password) {
		if (!password.isValid()) {
			return new Outcome.NotDone(Refusals.BAD_PASSWORD);
		}
		Account account = this.accounts.named(typed);
		if (account != null) {
			Deed deed = deed(Action.PASSWORD, account.name());
			if (!this.accounts.change(account, password, deed)) {
				return noAccount(typed);
			}
			// also those who only knew the old password
			this.allClients.tellAll(new NodeMessage.Identify(account.name(), Rank.GUEST));
			return this.deeds.done(deed);
		}
		Name name = this.names.member(typed);
		if (name == null) {
			return new Outcome.NotDone(Refusals.noName(typed));
		}
		Deed deed = deed(Action.REGISTER, name.text());
		return this.accounts.add(name, password, deed) ? this.deeds.done(deed)
				: new Outcome.NotDone(Refusals.registered(name.text()));
	}

	/**
	 * Makes an account an operator's, or a member's.
	 * @param typed the account's name as it was typed
	 */
	public Outcome setOperator(String typed, boolean operator) {
		Account account = this.accounts.named(typed);
		if (account == null) {
			return noAccount(typed);
		}
		Deed deed = deed(operator ? Action.PROMOTE : Action.DEMOTE, account.name());
		if (!this.accounts.change(account, operator, deed)) {
			return noAccount(typed);
		}
		boolean isOperator = this.accounts.isOperator(account.withOperator(operator));
		this.allClients.tellAll(new NodeMessage.Identify(account.name(), isOperator ? Rank.OPERATOR : Rank.OWNER));
		return this.deeds.done(deed);
	}

	/**
	 * Deletes an account. Clients that are signed in as its owner keep the name until
	 * they end.
	 * @param typed the account's name as it was typed
	 */
	public Outcome remove(String typed) {
		Account account = this.accounts.named(typed);
		if (account == null) {
			return noAccount(typed);
		}
		Deed deed = deed(Action.UNREGISTER, account.name());
		if (!this.accounts.remove(account, deed)) {
			return noAccount(typed);
		}
		this.allClients.tellAll(new NodeMessage.Identify(account.name(), Rank.GUEST));
		return this.deeds.done(deed);
	}

	private static Outcome noAccount(String typed) {
		return new Outcome.NotDone(Refusals.noAccount(typed));
	}

	private Deed deed(Action action, String subject) {
		return this.deeds.of(Moderation.SERVER, action, subject, "");
	}

}
