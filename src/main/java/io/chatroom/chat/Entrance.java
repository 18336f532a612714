package io.chatroom.chat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Command.Login;
import io.chatroom.protocol.Password;
import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply.PasswordPrompt;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.SignedIn;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.Sanction;
import org.jspecify.annotations.Nullable;

/**
 * How a client gets its name: it types one that is free, or proves that it owns one. Runs
 * on the thread that handles a client's lines, and holds no lock.
 */
final class Entrance {

	private static final int MAX_REFUSALS = 10;

	private static final int MAX_WRONG_PASSWORDS = 3;

	/** A ghost leaves when the line of it that is being handled is done. */
	private static final Duration GHOST_LEAVES = Duration.ofSeconds(10);

	private final Clients clients;

	private final Rooms rooms;

	private final Names names;

	private final Accounts accounts;

	private final Sanctions sanctions;

	private final Outlet outlet;

	private final InstantSource clock;

	private final RoomObserver observer;

	Entrance(Clients clients, Rooms rooms, Names names, Accounts accounts, Sanctions sanctions, Ports ports,
			InstantSource clock) {
		this.clients = clients;
		this.rooms = rooms;
		this.names = names;
		this.accounts = accounts;
		this.sanctions = sanctions;
		this.outlet = ports.outlet();
		this.clock = clock;
		this.observer = ports.observer();
	}

	/**
	 * Takes a line as the first name of a client.
	 * @param cleaned whether controls were removed from it
	 * @param since when it was read, as {@link System#nanoTime()}
	 */
	void join(Client client, String wanted, boolean cleaned, long since) {
		switch (this.names.check(wanted, cleaned)) {
			case Name name when !isBanned(client, name) -> {
				Account account = take(client, name, since);
				if (account == null) {
					return;
				}
				if (account.isOpenedBy(client.origin.certificate())) {
					prove(client, account, null, since, Refusals.WRONG_PASSWORD);
				}
				else if (client.origin.carriesPasswords()) {
					ask(client, name);
				}
				else {
					tell(client, Refusals.REGISTERED_NEEDS_TLS);
					countRefusal(client);
				}
			}
			case Name name -> {
				// told so, and ended
			}
			case NameCheck.Refused refused -> refuse(client, refused);
		}
	}

	/**
	 * Ends a client whose name is banned.
	 */
	private boolean isBanned(Client client, Name name) {
		Sanction ban = this.sanctions.ban(name);
		if (ban != null) {
			this.clients.end(client, CloseReason.BANNED, ban.toldAt(this.clock.instant()));
		}
		return ban != null;
	}

	/**
	 * Lets a client have a name that is free, or tells it why not. The name is claimed
	 * before its account is looked up, so that nobody can register it in between.
	 * @return the account, if somebody else owns the name; then nothing is told
	 */
	private @Nullable Account take(Client client, Name name, long since) {
		boolean claimed = this.names.claim(name, client.id);
		boolean kept = false;
		try {
			Account account = this.accounts.of(name);
			if (account != null && !client.isSignedInAs(account.name())) {
				return account;
			}
			if (account == null && this.accounts.isOperators(name)) {
				refuse(client, NameCheck.RESERVED);
			}
			else if (!claimed) {
				refuse(client, NameCheck.TAKEN);
			}
			else {
				kept = appear(client, name, since);
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
			case Name name when this.sanctions.ban(name) != null -> refuse(client, NameCheck.RESERVED);
			case Name name -> {
				Account account = take(client, name, since);
				if (account != null) {
					tell(client, Refusals.registered(account.name()));
				}
			}
			case NameCheck.Refused refused -> refuse(client, refused);
		}
	}

	/**
	 * Proposes the join or the new name of a client that has claimed a name.
	 * @return false if the name was banned meanwhile; then the client is ended
	 */
	private boolean appear(Client client, Name name, long since) {
		// after the claim: whoever bans now finds the client by its name
		if (isBanned(client, name)) {
			return false;
		}
		Name before = client.name;
		client.name = name;
		Sanction mute = mute(client, name);
		if (mute != null) {
			client.mute = mute;
		}
		if (before == null) {
			leaveRestrictedRoom(client);
			this.clients.propose(client, new Joined(name.text(), client.origin.address()), since);
		}
		else {
			this.clients.propose(client, new Renamed(before.text(), name.text()), since);
		}
		if (before == null || !before.text().equals(name.text())) {
			this.observer.named(client.id, client.origin.address(), name.text());
		}
		return true;
	}

	private @Nullable Sanction mute(Client client, Name name) {
		Sanction mute = this.sanctions.mute(name);
		Identity identity = client.identity;
		return (mute == null && identity != null) ? this.sanctions.mute(this.names.known(identity.account())) : mute;
	}

	/**
	 * Lets a client begin in the first room that wants to resume in a room for accounts,
	 * and has none.
	 */
	private void leaveRestrictedRoom(Client client) {
		if (!this.rooms.mayEnter(client.room, client.rank())) {
			tell(client, Refusals.mayNotEnter(client.room.name()));
			client.resume = null;
			this.clients.begin(client, null);
		}
	}

	private void refuse(Client client, NameCheck.Refused refused) {
		this.observer.refused(refused.reason());
		tell(client, Refusals.name(refused.reason()));
		countRefusal(client);
	}

	private void countRefusal(Client client) {
		if (client.name == null && ++client.refusals == MAX_REFUSALS) {
			this.clients.end(client, CloseReason.TOO_MANY_TRIES);
		}
	}

	private void tell(Client client, Refused refused) {
		client.room.tell(client, refused);
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
		if (isBanned(client, name)) {
			return;
		}
		if (login.password() != null || account.isOpenedBy(client.origin.certificate())) {
			prove(client, account, login.password(), since, Refusals.WRONG_PASSWORD);
		}
		else if (client.origin.carriesPasswords()) {
			ask(client, name);
		}
		else {
			tell(client, Refusals.TLS_ONLY);
		}
	}

	/**
	 * Asks a client for the password of a name: its next line.
	 */
	private void ask(Client client, Name name) {
		client.asked = name;
		this.outlet.hideInput(client.id, true);
		client.room.tell(client, PasswordPrompt.of(name.text()));
	}

	/**
	 * Asks again, if the question is still open after another line.
	 */
	void askAgain(Client client) {
		Name asked = client.asked;
		if (asked != null && client.ending() == null) {
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
	private boolean prove(Client client, Account account, @Nullable Password password, long since, Refused ifWrong) {
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
		this.clients.endOthers(client, now.name());
		enter(client, now, since);
		return true;
	}

	private void enter(Client client, Account account, long since) {
		Name name = this.names.known(account.name());
		Name before = client.name;
		if (!claimFromGhost(client, name)) {
			client.identity = null;
			refuse(client, NameCheck.TAKEN);
			return;
		}
		if (isBanned(client, name)) {
			this.names.giveBack(name, before, client.id);
			return;
		}
		client.room.tell(client, SignedIn.of(account.name(), client.rank() == Rank.OPERATOR, account.last()));
		boolean isNew = before == null || !before.text().equals(name.text());
		if (isNew && !appear(client, name, since)) {
			this.names.giveBack(name, before, client.id);
		}
	}

	/**
	 * Claims a name that the client owns. Whoever has it is sent away first.
	 * @return false if that takes too long
	 */
	private boolean claimFromGhost(Client client, Name name) {
		long asked = System.nanoTime();
		while (!this.names.claim(name, client.id)) {
			Client ghost = this.clients.named(name.text());
			if (ghost != null) {
				this.clients.end(ghost, CloseReason.SIGNED_IN_ELSEWHERE);
				ghost.awaitGone(GHOST_LEAVES);
			}
			else {
				// its leave is being applied
				LockSupport.parkNanos(1_000_000);
			}
			if (System.nanoTime() - asked > GHOST_LEAVES.toNanos() || client.ending() != null) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Tells a client that what it sent proves nothing, and ends it after too many wrong
	 * passwords.
	 */
	void wrong(Client client, Refused refused) {
		tell(client, refused);
		if (refused.is(RefusalReason.TOO_MANY_ATTEMPTS)) {
			this.observer.refused(RefusalReason.TOO_MANY_ATTEMPTS);
		}
		if (refused.is(RefusalReason.WRONG_PASSWORD)) {
			this.observer.refused(RefusalReason.WRONG_PASSWORD);
			if (++client.wrongPasswords == MAX_WRONG_PASSWORDS) {
				this.clients.end(client, CloseReason.TOO_MANY_TRIES);
			}
		}
	}

}
