package io.chatroom.chat;

import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.chatroom.protocol.AddressRange;
import io.chatroom.protocol.Deed;
import io.chatroom.protocol.Sanction;
import io.chatroom.protocol.Sanction.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Who is banned or muted. All sanctions are in memory, since the door asks for each
 * connection; changes are kept in the records. Any thread.
 */
public final class Sanctions {

	private final Records records;

	private final Names names;

	private final InstantSource clock;

	/** Replaced as a whole. */
	private volatile Index index = new Index(Map.of(), Map.of(), Map.of(), Set.of());

	/** By kind and subject, in the order of their decision. */
	@GuardedBy("this")
	private final Map<String, Sanction> all = new HashMap<>();

	/** What was read before a change is old. */
	@GuardedBy("this")
	private long changes;

	Sanctions(Records records, Names names, InstantSource clock) {
		this.records = records;
		this.names = names;
		this.clock = clock;
	}

	/**
	 * Reads the sanctions that are kept. Called before clients connect, and when another
	 * node has changed them.
	 */
	void read() {
		long before;
		List<Sanction> kept;
		do {
			before = changes();
			kept = this.records.sanctions(this.clock.instant());
		}
		while (!replace(kept, before));
	}

	private synchronized long changes() {
		return this.changes;
	}

	/**
	 * Replaces all sanctions.
	 * @param before how many changes there were before these were read
	 * @return false if there were others since
	 */
	private synchronized boolean replace(List<Sanction> kept, long before) {
		if (this.changes != before) {
			return false;
		}
		this.changes++;
		this.all.clear();
		kept.forEach((sanction) -> this.all.put(key(sanction.kind(), sanction.subject()), sanction));
		this.index = index();
		return true;
	}

	/**
	 * Returns what a banned address is told, or null if it is not banned. Takes no lock.
	 */
	public @Nullable String banned(InetAddress address) {
		Index now = this.index;
		if (now.bits().isEmpty()) {
			return null;
		}
		AddressRange itself = AddressRange.of(address);
		for (int bits : now.bits()) {
			AddressRange range = new AddressRange(itself.high(), itself.low(), bits);
			Sanction ban = now.bannedAddresses().get(range);
			if (ban != null && range.contains(address) && inForce(ban) != null) {
				return ban.toldAt(this.clock.instant());
			}
		}
		return null;
	}

	/**
	 * Returns the ban on a name, or null. Takes no lock.
	 */
	@Nullable Sanction ban(Name name) {
		return of(this.index.bannedNames(), name);
	}

	/**
	 * Returns the mute of a name, or null. Takes no lock.
	 */
	@Nullable Sanction mute(Name name) {
		return of(this.index.mutedNames(), name);
	}

	private @Nullable Sanction of(Map<String, Sanction> byKey, Name name) {
		for (String key : name.keys()) {
			Sanction sanction = inForce(byKey.get(key));
			if (sanction != null) {
				return sanction;
			}
		}
		return null;
	}

	private @Nullable Sanction inForce(@Nullable Sanction sanction) {
		return (sanction != null && !sanction.isOverAt(this.clock.instant())) ? sanction : null;
	}

	/**
	 * Returns the sanctions in force, the oldest first.
	 */
	synchronized List<Sanction> all() {
		return this.all.values()
			.stream()
			.filter((sanction) -> inForce(sanction) != null)
			.sorted((one, other) -> one.at().compareTo(other.at()))
			.toList();
	}

	/**
	 * Returns the subject of the sanction in force of a kind, however it is typed: first
	 * the same, then one that looks like it.
	 * @return the subject, or what was typed if there is none
	 */
	synchronized String subject(Kind kind, String typed) {
		Sanction same = inForce(this.all.get(key(kind, typed)));
		Name name = (same == null && range(typed) == null) ? this.names.account(typed) : null;
		Sanction like = (name == null) ? same : (kind == Kind.BAN) ? ban(name) : mute(name);
		return (like != null) ? like.subject() : typed;
	}

	/**
	 * Returns the subject of the sanction of a kind that differs in case alone, or what
	 * was typed if there is none.
	 */
	synchronized String same(Kind kind, String subject) {
		Sanction same = this.all.get(key(kind, subject));
		return (same != null) ? same.subject() : subject;
	}

	/**
	 * Decides a sanction, in place of the one of the same kind on the same subject.
	 */
	void put(Sanction sanction, Deed deed) {
		this.records.put(sanction, deed);
		synchronized (this) {
			this.changes++;
			this.all.values().removeIf((old) -> inForce(old) == null);
			this.all.put(key(sanction.kind(), sanction.subject()), sanction);
			this.index = index();
		}
	}

	/**
	 * Lifts a sanction.
	 * @return false if there is none in force
	 */
	boolean lift(Kind kind, String subject, Deed deed) {
		Sanction sanction = find(kind, subject);
		if (sanction == null || !this.records.lift(kind, sanction.subject(), deed)) {
			return false;
		}
		synchronized (this) {
			this.changes++;
			this.all.remove(key(kind, sanction.subject()));
			this.index = index();
		}
		return true;
	}

	private synchronized @Nullable Sanction find(Kind kind, String subject) {
		return inForce(this.all.get(key(kind, subject)));
	}

	private static String key(Kind kind, String subject) {
		return kind + " " + subject.toLowerCase(Locale.ROOT);
	}

	@GuardedBy("this")
	private Index index() {
		Map<AddressRange, Sanction> addresses = new HashMap<>();
		Map<String, Sanction> banned = new HashMap<>();
		Map<String, Sanction> muted = new HashMap<>();
		Set<Integer> bits = new HashSet<>();
		for (Sanction sanction : this.all.values()) {
			AddressRange range = (sanction.kind() == Kind.BAN) ? range(sanction.subject()) : null;
			if (range != null) {
				addresses.put(range, sanction);
				bits.add(range.bits());
			}
			else {
				Map<String, Sanction> byKey = (sanction.kind() == Kind.BAN) ? banned : muted;
				// of those on names that look alike the longest
				this.names.known(sanction.subject())
					.keys()
					.forEach((key) -> byKey.merge(key, sanction, Sanctions::longer));
			}
		}
		return new Index(addresses, banned, muted, bits);
	}

	private static Sanction longer(Sanction one, Sanction other) {
		Instant end = one.until();
		Instant otherEnd = other.until();
		return (end == null || (otherEnd != null && end.isAfter(otherEnd))) ? one : other;
	}

	/**
	 * Returns the addresses that a text stands for, or null if it is a name.
	 */
	static @Nullable AddressRange range(String text) {
		try {
			return AddressRange.of(text);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * Finds sanctions.
	 *
	 * @param bannedAddresses the bans of addresses
	 * @param bannedNames the bans of names, by what these read like
	 * @param mutedNames the mutes, by what the names read like
	 * @param bits how many bits the ranges of banned addresses share
	 */
	private record Index(Map<AddressRange, Sanction> bannedAddresses, Map<String, Sanction> bannedNames,
			Map<String, Sanction> mutedNames, Collection<Integer> bits) {

		Index {
			bits = List.copyOf(bits);
		}

	}

}
