package io.chatroom.chat;

import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.ibm.icu.text.Normalizer2;
import rocks.xmpp.precis.PrecisProfiles;

/**
 * The rules for names: PRECIS UsernameCasePreserved (RFC 8265), narrowed to what reads
 * well in front of a colon. Pure; any thread.
 */
public final class NamePolicy {

	private static final int MAX_CODE_POINTS = 24;

	private static final Pattern SHAPE = Pattern.compile("[\\p{L}\\p{Nd}][\\p{L}\\p{Nd}\\p{M}_.-]*");

	private static final Set<String> ALWAYS_RESERVED = Set.of("server", "system", "admin", "root");

	private static final Normalizer2 CASE_FOLD = Normalizer2.getNFKCCasefoldInstance();

	private final Set<String> reservedKeys;

	/**
	 * Creates the rules.
	 * @param reserved names that nobody gets, beside {@code server}, {@code system},
	 * {@code admin} and {@code root}
	 */
	public NamePolicy(Collection<String> reserved) {
		this.reservedKeys = Stream.concat(ALWAYS_RESERVED.stream(), reserved.stream().map(String::strip))
			.map(NamePolicy::key)
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Checks a name.
	 * @param raw as it was typed
	 * @return the name, or why it cannot be one
	 */
	NameCheck check(String raw) {
		String text;
		try {
			text = PrecisProfiles.USERNAME_CASE_PRESERVED.enforce(raw.strip());
		}
		catch (IllegalArgumentException ex) {
			return NameRefusal.MALFORMED;
		}
		if (text.codePointCount(0, text.length()) > MAX_CODE_POINTS || !SHAPE.matcher(text).matches()) {
			return NameRefusal.MALFORMED;
		}
		String key = key(text);
		return this.reservedKeys.contains(key) ? NameRefusal.RESERVED : new Name(text, key);
	}

	/**
	 * Returns what two names share that nobody could tell apart by case or by
	 * compatibility forms.
	 */
	static String key(String text) {
		return CASE_FOLD.normalize(text);
	}

}
