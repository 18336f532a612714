package io.chatroom.chat;

import java.util.Objects;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Command.Login;
import io.chatroom.protocol.Password;
import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply.PasswordPrompt;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.SignedIn;
import org.jspecify.annotations.Nullable;

/**
 * Signs clients in: asks for passwords, and lets an owner have the name. Runs on the
 * thread that handles a client's lines, and holds no lock.
 */
final class SignIns {

	private static final int MAX_WRONG_PASSWORDS = 3;

	private final Clients clients;

	private final AllClients allClients;

	private final Names names;

	private final NameRecovery recovery;

	private final Enforcement enforcement;

	private final Naming naming;

	private final Accounts accounts;

	private final Outlet outlet;

	private final RoomObserver observer;

	SignIns(Clients clients, AllClients allClients, Names names, Enforcement enforcement, Naming naming,
			Accounts accounts, Outlet outlet, RoomObserver observer) {
		this.clients = clients;
		this.allClients = allClients;
		this.names = names;
		this.recovery = new NameRecovery(allClients, names);
		this.enforcement = enforcement;
		this.naming = naming;
		this.accounts = accounts;
		this.outlet = outlet;
		this.observer = observer;
	}

	/**
	 * Signs a client in.
	 */
	void login(Client client, Login login, long since) {
		Account account = this.accounts.named(login.name());
		if (account == null) {
			wrong(client, Refusals.WRONG_PASSWORD);
			return;
		}
		Name name = this.names.known(account.name());
		if (this.enforcement.endIfBanned(client, name)) {
			return;
		}
		if (login.password() != null || account.isOpenedBy(client.origin.certificate())) {
			prove(client, account, login.password(), since, Refusals.WRONG_PASSWORD);
		}
		else if (client.origin.carriesPasswords()) {
			ask(client, name);
		}
		else {
			client.room.tell(client, Refusals.TLS_ONLY);
		}
	}

	/**
	 * Asks a client for the password of a name: its next line.
	 */
	void ask(Client client, Name name) {
		client.asked = name;
		this.outlet.hideInput(client.id, true);
		client.room.tell(client, PasswordPrompt.of(name.text()));
	}

	/**
	 * Asks again, if the question is still open after another line.
	 */
	void askAgain(Client client) {
		Name asked = client.asked;
		if (asked != null && client.life.ending() == null) {
			ask(client, asked);
		}
	}

	/**
	 * Takes the question back.
	 */
	private void unask(Client client) {
		if (client.asked != null) {
			client.asked = null;
			this.outlet.hideInput(client.id, false);
		}
	}

	/**
	 * Takes a line as the password that a client was asked for. A blank one takes the
	 * question back. If the password cannot be checked the question stays open, or the
	 * client would type it again as a name.
	 * @param asked the name whose password it is
	 */
	void password(Client client, Name asked, String line, long since) {
		unask(client);
		boolean isAnswered = false;
		try {
			isAnswered = isAnswer(client, asked, line, since);
		}
		finally {
			if (!isAnswered) {
				client.asked = asked;
			}
		}
	}

	private boolean isAnswer(Client client, Name asked, String line, long since) {
		if (line.isBlank()) {
			client.room.tell(client, (state) -> (client.name == null) ? state.prompt() : Refusals.NOT_SIGNED_IN);
			return true;
		}
		Account account = this.accounts.of(asked);
		if (account == null) {
			wrong(client, Refusals.WRONG_PASSWORD);
			return true;
		}
		return prove(client, account, new Password(line.strip()), since, Refusals.WRONG_PASSWORD_AT_PROMPT);
	}

	/**
	 * Signs a client in if it proves that it owns an account.
	 * @param password the password, or null for the client's certificate
	 * @param ifWrong what it is told if the password is wrong
	 * @return false if it does not
	 */
	boolean prove(Client client, Account account, @Nullable Password password, long since, Refused ifWrong) {
		Refused refused = this.accounts.check(account, client.origin, password);
		Identity before = client.identity;
		Account now = null;
		if (refused == null) {
			// before the account is read again: who changes it now finds the client
			client.identity = new Identity(account.name(), this.accounts.isOperator(account));
			try {
				now = this.accounts.signedIn(account, client.origin);
			}
			finally {
				if (now == null) {
					client.identity = before;
				}
			}
		}
		if (now == null) {
			boolean isWrong = refused == null || refused.is(RefusalReason.WRONG_PASSWORD);
			wrong(client, isWrong ? ifWrong : Objects.requireNonNull(refused));
			return false;
		}
		if (this.accounts.isOperator(now) != this.accounts.isOperator(account)) {
			client.identity = new Identity(now.name(), this.accounts.isOperator(now));
		}
		unask(client);
		client.wrongPasswords = 0;
		this.allClients.tellAll(new NodeMessage.EndOthers(now.name(), client.id));
		enter(client, now, since);
		return true;
	}

	private void enter(Client client, Account account, long since) {
		Name name = this.names.known(account.name());
		Name before = client.name;
		if (!this.recovery.claim(client, name)) {
			client.identity = null;
			this.naming.refuse(client, NameCheck.TAKEN);
			return;
		}
		if (this.enforcement.endIfBanned(client, name)) {
			this.names.giveBack(name, before, client.id);
			return;
		}
		client.room.tell(client, SignedIn.of(account.name(), client.rank() == Rank.OPERATOR, account.last()));
		boolean isNew = before == null || !before.text().equals(name.text());
		if (isNew && !this.naming.appear(client, name, since)) {
			this.names.giveBack(name, before, client.id);
		}
	}

	/**
	 * Tells a client that what it sent proves nothing, and ends it after too many wrong
	 * passwords.
	 */
	void wrong(Client client, Refused refused) {
		client.room.tell(client, refused);
		if (refused.is(RefusalReason.TOO_MANY_ATTEMPTS)) {
			this.observer.refused(RefusalReason.TOO_MANY_ATTEMPTS);
		}
		if (refused.is(RefusalReason.WRONG_PASSWORD)) {
			this.observer.refused(RefusalReason.WRONG_PASSWORD);
			this.observer.guessed(client.id, client.origin.address());
			if (++client.wrongPasswords == MAX_WRONG_PASSWORDS) {
				this.clients.end(client, CloseReason.TOO_MANY_TRIES);
			}
		}
	}

}
