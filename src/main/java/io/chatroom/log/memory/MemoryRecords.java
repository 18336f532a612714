package io.chatroom.log.memory;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.chatroom.chat.Account;
import io.chatroom.chat.Records;
import io.chatroom.chat.Token;
import io.chatroom.protocol.Deed;
import io.chatroom.protocol.Sanction;
import io.chatroom.protocol.Sanction.Kind;
import io.chatroom.protocol.SignIn;
import org.jspecify.annotations.Nullable;

/**
 * Records in memory: a restart loses them. This object is their lock. Any thread.
 */
public final class MemoryRecords implements Records {

	private static final int MOST_DEEDS = 1000;

	/** By name. */
	@GuardedBy("this")
	private final Map<String, Account> accounts = new HashMap<>();

	/** The names of accounts, by what they read like. */
	@GuardedBy("this")
	private final Map<String, String> owned = new HashMap<>();

	/** The addresses of sign-ins, by the account's name. */
	@GuardedBy("this")
	private final Map<String, Set<String>> addresses = new HashMap<>();

	/** By hash, the oldest first. */
	@GuardedBy("this")
	private final Map<String, Token> tokens = new LinkedHashMap<>();

	/** By kind and subject, the oldest first. */
	@GuardedBy("this")
	private final Map<String, Sanction> sanctions = new LinkedHashMap<>();

	@GuardedBy("this")
	private final ArrayDeque<Deed> deeds = new ArrayDeque<>();

	@Override
	public synchronized @Nullable Account account(Collection<String> keys) {
		for (String key : keys) {
			String name = this.owned.get(key);
			if (name != null) {
				return this.accounts.get(name);
			}
		}
		return null;
	}

	@Override
	public synchronized List<Account> accounts() {
		return this.accounts.values().stream().sorted(Comparator.comparing(Account::name)).toList();
	}

	@Override
	public synchronized boolean add(Account account, Collection<String> keys, @Nullable Deed deed) {
		if (!Collections.disjoint(this.owned.keySet(), keys)) {
			return false;
		}
		this.accounts.put(account.name(), account);
		keys.forEach((key) -> this.owned.put(key, account.name()));
		keep(deed);
		return true;
	}

	@Override
	public synchronized boolean setSecret(Account account, String fresh, @Nullable Deed deed) {
		Account old = same(account);
		if (old == null) {
			return false;
		}
		this.accounts.put(old.name(), new Account(old.name(), fresh, old.operator(), old.made(), old.last()));
		keep(deed);
		return true;
	}

	@Override
	public synchronized boolean setOperator(String name, boolean operator, Deed deed) {
		Account old = this.accounts.get(name);
		if (old == null) {
			return false;
		}
		this.accounts.put(name, new Account(name, old.secret(), operator, old.made(), old.last()));
		keep(deed);
		return true;
	}

	@Override
	public synchronized boolean remove(Account account, @Nullable Deed deed) {
		if (same(account) == null) {
			return false;
		}
		this.accounts.remove(account.name());
		this.owned.values().removeIf(account.name()::equals);
		this.addresses.remove(account.name());
		this.tokens.values().removeIf((token) -> token.account().equals(account.name()));
		keep(deed);
		return true;
	}

	@Override
	public synchronized @Nullable Account signedIn(Account account, SignIn signIn) {
		Account old = same(account);
		if (old != null) {
			this.accounts.put(old.name(), new Account(old.name(), old.secret(), old.operator(), old.made(), signIn));
			Set<String> known = this.addresses.computeIfAbsent(old.name(), (first) -> new LinkedHashSet<>());
			known.remove(signIn.address());
			known.add(signIn.address());
			if (known.size() > MOST_ADDRESSES) {
				known.remove(known.iterator().next());
			}
		}
		return old;
	}

	/**
	 * Returns the account with the same name and secret, as it is now, or null.
	 */
	@GuardedBy("this")
	private @Nullable Account same(Account account) {
		Account now = this.accounts.get(account.name());
		return (now != null && now.secret().equals(account.secret())) ? now : null;
	}

	@Override
	public synchronized boolean hasSignedInFrom(String name, String address) {
		return this.addresses.getOrDefault(name, Set.of()).contains(address);
	}

	@Override
	public synchronized boolean add(Token token, int most, @Nullable Deed deed) {
		List<Token> others = tokens(token.account());
		if (!this.accounts.containsKey(token.account()) || others.size() >= most
				|| others.stream().anyMatch((other) -> other.name().equals(token.name()))) {
			return false;
		}
		this.tokens.put(token.hash(), token);
		keep(deed);
		return true;
	}

	@Override
	public synchronized @Nullable Token token(String hash) {
		return this.tokens.get(hash);
	}

	@Override
	public synchronized List<Token> tokens(String account) {
		return this.tokens.values().stream().filter((token) -> token.account().equals(account)).toList();
	}

	@Override
	public synchronized boolean removeToken(String account, String name, @Nullable Deed deed) {
		boolean removed = this.tokens.values()
			.removeIf((token) -> token.account().equals(account) && token.name().equals(name));
		if (removed) {
			keep(deed);
		}
		return removed;
	}

	@Override
	public synchronized List<Sanction> sanctions(Instant now) {
		this.sanctions.values().removeIf((sanction) -> sanction.isOverAt(now));
		return List.copyOf(this.sanctions.values());
	}

	@Override
	public synchronized void put(Sanction sanction, Deed deed) {
		String key = key(sanction.kind(), sanction.subject());
		this.sanctions.values().removeIf((old) -> old.isOverAt(sanction.at()));
		this.sanctions.remove(key);
		this.sanctions.put(key, sanction);
		keep(deed);
	}

	@Override
	public synchronized boolean lift(Kind kind, String subject, Deed deed) {
		if (this.sanctions.remove(key(kind, subject)) == null) {
			return false;
		}
		keep(deed);
		return true;
	}

	private static String key(Kind kind, String subject) {
		return kind + " " + subject;
	}

	@Override
	public synchronized void add(Deed deed) {
		keep(deed);
	}

	@GuardedBy("this")
	private void keep(@Nullable Deed deed) {
		if (deed != null) {
			this.deeds.add(deed);
			if (this.deeds.size() > MOST_DEEDS) {
				this.deeds.remove();
			}
		}
	}

	@Override
	public synchronized List<Deed> deeds(int most) {
		List<Deed> all = new ArrayList<>(this.deeds);
		return all.subList(Math.max(0, all.size() - most), all.size());
	}

}
