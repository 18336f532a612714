package io.chatroom.chat;

import java.util.List;

import io.chatroom.protocol.Command;
import io.chatroom.protocol.Command.NewPassword;
import io.chatroom.protocol.Command.Register;
import io.chatroom.protocol.Command.Unregister;
import io.chatroom.protocol.Notices;
import io.chatroom.protocol.Password;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply;
import io.chatroom.protocol.Reply.Refused;
import org.jspecify.annotations.Nullable;

/**
 * What members do with their accounts. Runs on the thread that handles a client's lines,
 * and holds no lock.
 */
final class AccountCommands {

	private final Accounts accounts;

	private final SignIns signIns;

	private final AllClients allClients;

	private final Tokens tokens;

	AccountCommands(Accounts accounts, SignIns signIns, AllClients allClients, Tokens tokens) {
		this.tokens = tokens;
		this.accounts = accounts;
		this.signIns = signIns;
		this.allClients = allClients;
	}

	void register(Client client, Name name, Register register) {
		Account owned = this.accounts.of(name);
		if (owned != null) {
			tell(client, client.isSignedInAs(owned.name()) ? Refusals.alreadyRegistered(owned.name())
					: Refusals.registered(owned.name()));
			return;
		}
		Refused refused = this.accounts.register(name, client.origin, register.password());
		if (refused != null) {
			tell(client, refused);
			return;
		}
		Account account = this.accounts.of(name);
		if (account != null) {
			client.identity = new Identity(account.name(), this.accounts.isOperator(account));
			this.accounts.signedIn(account, client.origin);
		}
		tell(client, Notices.registered(name.text()));
	}

	void show(Client client) {
		Account account = own(client);
		if (account != null) {
			tell(client, new Reply.Account(account.name(), this.accounts.isOperator(account), account.made(),
					account.last()));
		}
	}

	void change(Client client, NewPassword change) {
		Account account = own(client);
		if (account == null || !isProven(client, account, change.old())) {
			return;
		}
		if (!change.fresh().isValid()) {
			tell(client, Refusals.BAD_PASSWORD);
			return;
		}
		if (!this.accounts.change(account, change.fresh(), null)) {
			tell(client, Refusals.WRONG_PASSWORD);
			return;
		}
		// they may have known the old password only
		this.allClients.tellAll(new NodeMessage.EndOthers(account.name(), client.id));
		tell(client, Notices.PASSWORD_CHANGED);
	}

	void unregister(Client client, Unregister unregister) {
		Account account = own(client);
		if (account != null && isProven(client, account, unregister.password())) {
			if (this.accounts.remove(account, null)) {
				this.allClients.tellAll(new NodeMessage.Identify(account.name(), Rank.GUEST));
				tell(client, Notices.unregistered(account.name()));
			}
			else {
				tell(client, Refusals.WRONG_PASSWORD);
			}
		}
	}

	void token(Client client, Command.Token command) {
		Account account = own(client);
		if (account == null) {
			return;
		}
		String name = command.name();
		if (name == null) {
			List<Token> all = this.tokens.of(account.name());
			tell(client, Notices.tokens((all != null) ? all.stream().map(Token::name).toList() : List.of()));
		}
		else if (command.revoked()) {
			Refused refused = this.tokens.revoke(account.name(), name, null);
			tell(client, (refused != null) ? refused : Notices.revoked(name));
		}
		else if (!client.origin.carriesPasswords()) {
			tell(client, Refusals.TLS_ONLY);
		}
		else {
			tell(client, switch (this.tokens.make(account.name(), name, null)) {
				case Tokens.Made.Secret(String secret) -> Notices.token(name, secret);
				case Tokens.Made.NotMade(Refused why) -> why;
			});
		}
	}

	/**
	 * Returns the account as which a client is signed in, or tells it that it is not.
	 */
	private @Nullable Account own(Client client) {
		Identity identity = client.identity;
		Account account = (identity != null) ? this.accounts.named(identity.account()) : null;
		if (account == null) {
			tell(client, Refusals.NOT_SIGNED_IN);
		}
		return account;
	}

	private boolean isProven(Client client, Account account, @Nullable Password password) {
		Refused refused = this.accounts.check(account, client.origin, password);
		if (refused != null) {
			this.signIns.wrong(client, refused);
		}
		else {
			client.wrongPasswords = 0;
		}
		return refused == null;
	}

	private static void tell(Client client, Reply reply) {
		client.room.tell(client, reply);
	}

}
