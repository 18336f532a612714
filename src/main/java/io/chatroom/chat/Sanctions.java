package io.chatroom.chat;

import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
	private volatile SanctionIndex index;

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
		this.index = SanctionIndex.of(List.of(), names);
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
		this.index = SanctionIndex.of(this.all.values(), this.names);
		return true;
	}

	/**
	 * Returns what a banned address is told, or null if it is not banned. Takes no lock.
	 */
	public @Nullable String banned(InetAddress address) {
		Instant now = this.clock.instant();
		Sanction ban = this.index.ban(address, now);
		return (ban != null) ? ban.toldAt(now) : null;
	}

	/**
	 * Returns the ban on a name, or null. Takes no lock.
	 */
	@Nullable Sanction ban(Name name) {
		return this.index.ban(name, this.clock.instant());
	}

	/**
	 * Returns the mute of a name, or null. Takes no lock.
	 */
	@Nullable Sanction mute(Name name) {
		return this.index.mute(name, this.clock.instant());
	}

	private @Nullable Sanction inForce(@Nullable Sanction sanction) {
		return SanctionIndex.inForce(sanction, this.clock.instant());
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
		Name name = (same == null && range(typed) == null) ? this.names.wellFormed(typed) : null;
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
			this.index = SanctionIndex.of(this.all.values(), this.names);
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
			this.index = SanctionIndex.of(this.all.values(), this.names);
		}
		return true;
	}

	private synchronized @Nullable Sanction find(Kind kind, String subject) {
		return inForce(this.all.get(key(kind, subject)));
	}

	private static String key(Kind kind, String subject) {
		return kind + " " + subject.toLowerCase(Locale.ROOT);
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

}
