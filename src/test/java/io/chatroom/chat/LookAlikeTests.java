package io.chatroom.chat;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Names that nobody could tell apart. To see a failure again, run with {@code -Dseed} as
 * it was printed.
 */
class LookAlikeTests {

	private static final int ROUNDS = 10_000;

	/** Letters that are like others, in one case or in both, of one script or of two. */
	private static final String ALIKE = "bBвВiIlL1ıoO0oоОοΟmMrRnNνΝvVηsSѕЅßσςΣaAаАαΑpPрРρΡhHнНyYуУkKκΚкК.-_5б6ｂＢｏée\u0301";

	private final long seed = Long.getLong("seed", System.nanoTime());

	private final Random random = new Random(this.seed);

	private final SpoofChecker unicode = new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();

	private final NamePolicy policy = new NamePolicy(List.of(), true);

	@ParameterizedTest
	@CsvSource({ "bob,BOB", "bob,ｂｏｂ", "jörg,JÖRG", "jörg,jo\u0308rg", "\u00c5sa,\u212bsa", "bob,\uff42ob",
			"bob,b\u043eb", "bob,BO\u0412", "bob,b0b", "BOB,B0B", "mike,rnike", "paypal,paypa1", "alice,aIice",
			"alice,a1ice", "alice,AL1CE", "ALICE,ALlCE", "Ian,lan", "victor,\u03bdictor", "Nova,\u039do\u03bda",
			"NINA,\u039dINA", "nina,\u039dINA", "вася,ВАСЯ", "вася,BACЯ", "straße,STRASSE", "σίσυφος,ΣΊΣΥΦΟΣ",
			"\u30d8ita,\u3078ita" })
	void takesLookAlikesForOneName(String one, String other) {
		assertThat(areAlike(one, other)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "bob,rob", "bob,bobb", "bob,bab", "jörg,jorg", "a.b,ab", "a.b,a-b", "李,李小", "a1,a2", "victor,viktor",
			"mike,nike", "alice,alex", "Ольга,Олег" })
	void tellsOthersApart(String one, String other) {
		assertThat(areAlike(one, other)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u0430dmin", "\u0410DMI\u039d", "ADMlN", "adm1n", "r00t", "R\u041e\u041eT", "systern",
			"\u0455erver", "b0ss" })
	void reservesWhatLooksReserved(String name) {
		assertThat(new NamePolicy(List.of("boss"), true).check(name)).isEqualTo(NameCheck.RESERVED);
		assertThat(new NamePolicy(List.of("boss"), false).check(name)).isInstanceOf(Name.class);
	}

	@ParameterizedTest
	@CsvSource({ "bob,BOB,true", "bob,\uff42ob,true", "bob,b\u043eb,false", "mike,rnike,false" })
	void looksAtCaseAloneWhenLookAlikesAreLetIn(String one, String other, boolean alike) {
		NamePolicy lax = new NamePolicy(List.of(), false);
		assertThat(Collections.disjoint(keys(lax, one), keys(lax, other))).isNotEqualTo(alike);
	}

	@Test
	void aNameIsAlikeHoweverItIsWritten() {
		Normalizer2 fold = Normalizer2.getNFKCCasefoldInstance();
		for (int i = 0; i < ROUNDS; i++) {
			String name = anyName();
			for (String same : List.of(name.toUpperCase(Locale.ROOT), name.toLowerCase(Locale.ROOT),
					fold.normalize(name))) {
				if (this.policy.check(same) instanceof Name twin) {
					assertThat(twin.keys()).as("seed %d: %s is %s", this.seed, name, same)
						.containsAnyElementsOf(keys(this.policy, name));
				}
			}
		}
	}

	@Test
	void whatUnicodeCallsConfusableIsAlike() {
		int confusable = 0;
		for (int i = 0; i < ROUNDS; i++) {
			String one = anyName();
			String other = altered(one);
			if (!other.equals(one) && isName(other)) {
				confusable++;
				assertThat(areAlike(one, other)).as("seed %d: %s looks like %s", this.seed, one, other).isTrue();
			}
		}
		assertThat(confusable).as("seed %d", this.seed).isPositive();
	}

	private boolean areAlike(String one, String other) {
		return !Collections.disjoint(keys(this.policy, one), keys(this.policy, other));
	}

	private static List<String> keys(NamePolicy policy, String name) {
		NameCheck check = policy.check(name);
		assertThat(check).as(name).isInstanceOf(Name.class);
		return ((Name) check).keys();
	}

	private boolean isName(String text) {
		return this.policy.check(text) instanceof Name;
	}

	private String anyName() {
		String name;
		do {
			name = IntStream.range(0, 1 + this.random.nextInt(8))
				.mapToObj((i) -> anyLetter())
				.collect(Collectors.joining());
		}
		while (!isName(name));
		return name;
	}

	/**
	 * Changes letters for some that look the same.
	 */
	private String altered(String name) {
		return name.codePoints().mapToObj(Character::toString).map((letter) -> {
			String other = anyLetter();
			return this.unicode.getSkeleton(letter).equals(this.unicode.getSkeleton(other)) ? other : letter;
		}).collect(Collectors.joining());
	}

	private String anyLetter() {
		int at = this.random.nextInt(ALIKE.length());
		return ALIKE.substring(at, at + 1);
	}

}
