package io.chatroom.chat;

import io.chatroom.protocol.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * How a client gets a name that it types: the name is free, or the client is asked to
 * prove that it owns it. Runs on the thread that handles a client's lines, and holds no
 * lock.
 */
final class Entrance {

	private final Names names;

	private final Accounts accounts;

	private final Sanctions sanctions;

	private final Enforcement enforcement;

	private final Naming naming;

	private final SignIns signIns;

	Entrance(Names names, Accounts accounts, Sanctions sanctions, Enforcement enforcement, Naming naming,
			SignIns signIns) {
		this.names = names;
		this.accounts = accounts;
		this.sanctions = sanctions;
		this.enforcement = enforcement;
		this.naming = naming;
		this.signIns = signIns;
	}

	/**
	 * Takes a line as the first name of a client.
	 * @param cleaned whether controls were removed from it
	 * @param since when it was read, as {@link System#nanoTime()}
	 */
	void join(Client client, String wanted, boolean cleaned, long since) {
		switch (this.names.check(wanted, cleaned)) {
			case Name name when !this.enforcement.endIfBanned(client, name) -> {
				Account account = take(client, name, since);
				if (account == null) {
					return;
				}
				if (account.isOpenedBy(client.origin.certificate())) {
					this.signIns.prove(client, account, null, since, Refusals.WRONG_PASSWORD);
				}
				else if (client.origin.carriesPasswords()) {
					this.signIns.ask(client, name);
				}
				else {
					client.room.tell(client, Refusals.REGISTERED_NEEDS_TLS);
					this.naming.countRefusal(client);
				}
			}
			case Name name -> {
				// told so, and ended
			}
			case NameCheck.Refused refused -> this.naming.refuse(client, refused);
		}
	}

	/**
	 * Lets a client have a name that is free, or tells it why not. The name is claimed
	 * before its account is looked up, so that nobody can register it in between.
	 * @return the account, if somebody else owns the name; then nothing is told
	 */
	private @Nullable Account take(Client client, Name name, long since) {
		boolean claimed = this.names.claim(name, client.id, client.life);
		boolean kept = false;
		try {
			Account account = this.accounts.of(name);
			if (account != null && !client.isSignedInAs(account.name())) {
				return account;
			}
			if (account == null && this.accounts.isOperators(name)) {
				this.naming.refuse(client, NameCheck.RESERVED);
			}
			else if (!claimed) {
				this.naming.refuse(client, NameCheck.TAKEN);
			}
			else {
				kept = this.naming.appear(client, name, since);
			}
			return null;
		}
		finally {
			if (claimed && !kept) {
				this.names.giveBack(name, client.name, client.id);
			}
		}
	}

	/**
	 * Lets a client take another name.
	 */
	void rename(Client client, String wanted, boolean cleaned, long since) {
		switch (this.names.check(wanted, cleaned)) {
			case Name name when this.sanctions.ban(name) != null -> this.naming.refuse(client, NameCheck.RESERVED);
			case Name name -> {
				Account account = take(client, name, since);
				if (account != null) {
					client.room.tell(client, Refusals.registered(account.name()));
				}
			}
			case NameCheck.Refused refused -> this.naming.refuse(client, refused);
		}
	}

}
