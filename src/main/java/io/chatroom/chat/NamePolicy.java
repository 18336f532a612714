package io.chatroom.chat;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import rocks.xmpp.precis.PrecisProfiles;

/**
 * The rules for names: PRECIS UsernameCasePreserved (RFC 8265), narrowed to what reads
 * well in front of a colon. Pure; any thread.
 */
public final class NamePolicy {

	private static final int MAX_CODE_POINTS = 24;

	/** No code point is composed of more than four. */
	private static final int MAX_RAW_CODE_POINTS = 4 * MAX_CODE_POINTS;

	private static final Pattern SHAPE = Pattern.compile("[\\p{L}\\p{Nd}][\\p{L}\\p{Nd}\\p{M}_.-]*");

	/** Those that seem to speak for the server, and what scanners send first. */
	private static final Set<String> ALWAYS_RESERVED = Set.of("server", "system", "admin", "root", "help", "stats",
			"default", "quit", "enable", "ping");

	/** With this an SSH client begins (RFC 4253). */
	private static final String SSH = "ssh-";

	private static final Normalizer2 CASE_FOLD = Normalizer2.getNFKCCasefoldInstance();

	/** Skeletons, Unicode Technical Standard 39. */
	private static final SpoofChecker LOOKS = new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();

	private final boolean refuseLookAlikes;

	private final Set<String> reservedKeys;

	/**
	 * Creates the rules.
	 * @param reserved names that nobody gets, beside those that are always reserved
	 * @param refuseLookAlikes whether a name is refused for one that only looks like it
	 */
	public NamePolicy(Collection<String> reserved, boolean refuseLookAlikes) {
		this.refuseLookAlikes = refuseLookAlikes;
		this.reservedKeys = Stream.concat(ALWAYS_RESERVED.stream(), reserved.stream().map(String::strip))
			.flatMap((name) -> keys(name).stream())
			.collect(Collectors.toUnmodifiableSet());
		// loads what PRECIS needs now, and not while the first client waits
		check("anyone");
	}

	/**
	 * Checks a name.
	 * @param raw as it was typed
	 * @return the name, or why it cannot be one
	 */
	NameCheck check(String raw) {
		String text = raw.strip();
		if (isLonger(text, MAX_RAW_CODE_POINTS)) {
			// a whole line of combining marks costs PRECIS half a millisecond
			return NameRefusal.MALFORMED;
		}
		try {
			text = PrecisProfiles.USERNAME_CASE_PRESERVED.enforce(text);
		}
		catch (IllegalArgumentException ex) {
			return NameRefusal.MALFORMED;
		}
		if (isLonger(text, MAX_CODE_POINTS) || !SHAPE.matcher(text).matches()) {
			return NameRefusal.MALFORMED;
		}
		List<String> keys = keys(text);
		return isReserved(text, keys) ? NameRefusal.RESERVED : new Name(text, keys);
	}

	private boolean isReserved(String text, List<String> keys) {
		return CASE_FOLD.normalize(text).startsWith(SSH) || !Collections.disjoint(this.reservedKeys, keys);
	}

	private static boolean isLonger(String text, int codePoints) {
		return text.codePointCount(0, text.length()) > codePoints;
	}

	/**
	 * Returns what a name reads like: in small letters, as it is, and in capitals, since
	 * letters that look alike in one case may not in another.
	 */
	private List<String> keys(String text) {
		String small = CASE_FOLD.normalize(text);
		if (!this.refuseLookAlikes) {
			return List.of(small);
		}
		return Stream.of(small, text, small.toUpperCase(Locale.ROOT))
			.distinct()
			.map(NamePolicy::looks)
			.distinct()
			.toList();
	}

	/**
	 * Returns what all have in common that look like a text, in whatever case.
	 */
	private static String looks(String text) {
		return LOOKS.getSkeleton(CASE_FOLD.normalize(LOOKS.getSkeleton(text)));
	}

}
