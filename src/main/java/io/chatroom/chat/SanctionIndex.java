package io.chatroom.chat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.chatroom.protocol.AddressRange;
import io.chatroom.protocol.Sanction;
import io.chatroom.protocol.Sanction.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sanction on an address or a name, without a look at all the others.
 * Immutable.
 *
 * @param bannedAddresses the bans of addresses
 * @param bannedNames the bans of names, by what these read like
 * @param mutedNames the mutes, by what the names read like
 * @param bits how many bits the ranges of banned addresses share
 */
record SanctionIndex(Map<AddressRange, Sanction> bannedAddresses, Map<String, Sanction> bannedNames,
		Map<String, Sanction> mutedNames, List<Integer> bits) {

	static SanctionIndex of(Collection<Sanction> sanctions, Names names) {
		Map<AddressRange, Sanction> addresses = new HashMap<>();
		Map<String, Sanction> banned = new HashMap<>();
		Map<String, Sanction> muted = new HashMap<>();
		for (Sanction sanction : sanctions) {
			AddressRange range = (sanction.kind() == Kind.BAN) ? Sanctions.range(sanction.subject()) : null;
			if (range != null) {
				addresses.put(range, sanction);
			}
			else {
				Map<String, Sanction> byKey = (sanction.kind() == Kind.BAN) ? banned : muted;
				// of those on names that look alike the longest
				names.known(sanction.subject())
					.keys()
					.forEach((key) -> byKey.merge(key, sanction, SanctionIndex::longer));
			}
		}
		return new SanctionIndex(addresses, banned, muted,
				addresses.keySet().stream().map(AddressRange::bits).distinct().sorted().toList());
	}

	private static Sanction longer(Sanction one, Sanction other) {
		Instant end = one.until();
		Instant otherEnd = other.until();
		return (end == null || (otherEnd != null && end.isAfter(otherEnd))) ? one : other;
	}

	/**
	 * Returns the ban on an address, or null.
	 */
	@Nullable Sanction ban(InetAddress address, Instant now) {
		if (this.bits.isEmpty()) {
			return null;
		}
		AddressRange itself = AddressRange.of(address);
		for (int shared : this.bits) {
			AddressRange range = new AddressRange(itself.high(), itself.low(), shared);
			Sanction ban = inForce(this.bannedAddresses.get(range), now);
			if (ban != null && range.contains(address)) {
				return ban;
			}
		}
		return null;
	}

	/**
	 * Returns the ban on a name, or null.
	 */
	@Nullable Sanction ban(Name name, Instant now) {
		return of(this.bannedNames, name, now);
	}

	/**
	 * Returns the mute of a name, or null.
	 */
	@Nullable Sanction mute(Name name, Instant now) {
		return of(this.mutedNames, name, now);
	}

	private static @Nullable Sanction of(Map<String, Sanction> byKey, Name name, Instant now) {
		for (String key : name.keys()) {
			Sanction sanction = inForce(byKey.get(key), now);
			if (sanction != null) {
				return sanction;
			}
		}
		return null;
	}

	/**
	 * Returns a sanction, or null if it is over.
	 */
	static @Nullable Sanction inForce(@Nullable Sanction sanction, Instant now) {
		return (sanction != null && !sanction.isOverAt(now)) ? sanction : null;
	}

}
