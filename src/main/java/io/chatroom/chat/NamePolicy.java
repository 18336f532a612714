package io.chatroom.chat;

import java.lang.Character.UnicodeBlock;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import rocks.xmpp.precis.PrecisProfiles;

/**
 * The rules for names: PRECIS UsernameCasePreserved (RFC 8265), with two changes. Names
 * are limited to what reads well before a colon. Compatibility letters are replaced, and
 * {@link Joiners} are allowed. Pure; any thread.
 */
public final class NamePolicy {

	static {
		// loads ICU's table now, because the jar may be replaced while the service runs
		UCharacter.getIntPropertyValue('a', UProperty.JOINING_TYPE);
	}

	private static final int MAX_CODE_POINTS = 24;

	/** No code point is composed of more than four. */
	private static final int MAX_RAW_CODE_POINTS = 4 * MAX_CODE_POINTS;

	private static final Pattern SHAPE = Pattern.compile("[\\p{L}\\p{Nd}][\\p{L}\\p{Nd}\\p{M}_." + Joiners.ALL + "-]*");

	/**
	 * More than four marks that stack on one letter. A spacing mark, such as a vowel of
	 * Burmese, has a column of its own: it is not counted, nor does it end the stack.
	 */
	private static final Pattern STACK = Pattern.compile("(?:[\\p{Mc}\\u200c\\u200d]*[\\p{Mn}\\p{Me}]){5}");

	private static final Normalizer2 COMPATIBLE = Normalizer2.getNFKCInstance();

	private static final Pattern LETTERS = Pattern.compile("[\\p{L}\\p{M}" + Joiners.ALL + "]+");

	private static final Pattern JOINERS = Pattern.compile("[" + Joiners.ALL + "]");

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
		NameCheck check = checkRoom(raw);
		return (check instanceof Name name && isReserved(name)) ? NameCheck.RESERVED : check;
	}

	/**
	 * Checks the name of a room. It is as the name of a member, and none is reserved.
	 * @param raw as it was typed
	 * @return the name, or why it cannot be one
	 */
	NameCheck checkRoom(String raw) {
		String text = raw.strip();
		if (isLonger(text, MAX_RAW_CODE_POINTS)) {
			// a whole line of combining marks costs PRECIS half a millisecond
			return NameCheck.MALFORMED;
		}
		text = mapLetters(text);
		try {
			text = enforce(text);
		}
		catch (IllegalArgumentException ex) {
			return NameCheck.MALFORMED;
		}
		if (isLonger(text, MAX_CODE_POINTS) || !SHAPE.matcher(text).matches() || STACK.matcher(text).find()) {
			return NameCheck.MALFORMED;
		}
		return name(text);
	}

	/**
	 * Returns whether a text can be the name of a room.
	 */
	public boolean isRoom(String text) {
		return checkRoom(text) instanceof Name;
	}

	/**
	 * Returns whether a member may have a name.
	 */
	public boolean isName(String text) {
		return check(text) instanceof Name;
	}

	/**
	 * Returns whether two names of rooms are taken for the same.
	 */
	public boolean isSame(String room, String other) {
		return name(room).isLike(name(other));
	}

	/**
	 * Returns a name that was checked before, with its keys.
	 */
	Name name(String checked) {
		return new Name(checked, keys(checked));
	}

	private boolean isReserved(Name name) {
		return CASE_FOLD.normalize(name.text()).startsWith(SSH)
				|| !Collections.disjoint(this.reservedKeys, name.keys());
	}

	/**
	 * Replaces letters by their compatibility forms, where these are letters as well. The
	 * a of Thai and Lao is typed as one letter, and PRECIS refuses it.
	 */
	private static String mapLetters(String text) {
		StringBuilder mapped = new StringBuilder(text.length());
		text.codePoints().forEach((codePoint) -> mapped.append(mapLetter(codePoint)));
		return mapped.toString();
	}

	private static String mapLetter(int codePoint) {
		String letter = Character.toString(codePoint);
		String form = COMPATIBLE.normalize(letter);
		boolean mapped = (Character.isLetter(codePoint) && !isLigature(codePoint)) || codePoint == Joiners.HALF_WIDTH;
		return (mapped && LETTERS.matcher(form).matches()) ? form : letter;
	}

	/**
	 * Returns whether a font is what makes it, and no keyboard.
	 */
	private static boolean isLigature(int codePoint) {
		return UnicodeBlock.ALPHABETIC_PRESENTATION_FORMS.equals(UnicodeBlock.of(codePoint));
	}

	/**
	 * Enforces PRECIS, which refuses each joiner, and their rules in its place.
	 * @throws IllegalArgumentException when the text breaks them
	 */
	private static String enforce(String text) {
		String letters = JOINERS.matcher(text).replaceAll("");
		String enforced = PrecisProfiles.USERNAME_CASE_PRESERVED.enforce(letters);
		if (letters.equals(text)) {
			return enforced;
		}
		// all that is left to normalize is what PRECIS would: other forms it has refused
		String joined = COMPATIBLE.normalize(text);
		if (!Joiners.areInPlace(joined)) {
			throw new IllegalArgumentException(joined);
		}
		return joined;
	}

	private static boolean isLonger(String text, int codePoints) {
		return text.codePointCount(0, text.length()) > codePoints;
	}

	/**
	 * Returns what a name reads like: in small letters, as it is, and in capitals, since
	 * letters that look alike in one case may not in another. Joiners count for nothing.
	 */
	private List<String> keys(String text) {
		String bare = JOINERS.matcher(text).replaceAll("");
		String small = CASE_FOLD.normalize(bare);
		if (!this.refuseLookAlikes) {
			return List.of(small);
		}
		return Stream.of(small, bare, small.toUpperCase(Locale.ROOT))
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
