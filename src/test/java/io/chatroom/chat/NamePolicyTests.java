package io.chatroom.chat;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which names can be had, and which are the same.
 */
class NamePolicyTests {

	private final NamePolicy policy = new NamePolicy(List.of("Boss", " help.desk "), true);

	@ParameterizedTest
	@ValueSource(strings = { "a", "7", "alice", "Alice", "a_-.", "abcdefghijklmnopqrstuvwx", "Jörg", "Ελένη", "Ольга",
			"李小龍", "さくら", "علي", "नीता", "ａlice", "A\u030akesson", "e\u0302\u0301mile" })
	void accepts(String name) {
		assertThat(this.policy.check(name)).isInstanceOf(Name.class);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '|',
			value = { "|  alice\t|,alice", "ａlice,alice", "A\u030akesson,\u00c5kesson", "Alice,Alice" })
	void showsAs(String raw, String shown) {
		assertThat(this.policy.check(raw)).hasToString(shown);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "_alice", "-alice", ".alice", "alice smith", "al,ice", "alice:", "#alice", "a/b",
			"abcdefghijklmnopqrstuvwxy", "\u0301alice", "al\tice", "al\u0000ice", "al\u200bice", "al\u200dice",
			"al\u00adice", "al\u202eice", "\u3164", "\u115f", "al\ufe0fice", "al\u034fice", "\u2163", "\ufb01n",
			"\ue000", "\uffff", "\ud800", "👍", "ali\u2028ce", "\u05d0a" })
	void rejectsMalformedName(String name) {
		assertThat(this.policy.check(name)).isEqualTo(NameCheck.MALFORMED);
	}

	/** Thai, Lao, and what other keyboards have as one letter. */
	@ParameterizedTest
	@CsvSource({ "\u0e19\u0e49\u0e33,\u0e19\u0e49\u0e4d\u0e32", "\u0e99\u0ec9\u0eb3,\u0e99\u0ec9\u0ecd\u0eb2",
			"\u0e2d\u0e33\u0e19\u0e32\u0e08,\u0e2d\u0e4d\u0e32\u0e19\u0e32\u0e08", "\u0edd\u0eb2,\u0eab\u0ea1\u0eb2",
			"\u01c6uro,d\u017euro", "\u0133sbrand,ijsbrand", "co\u0140legi,col\u00b7legi", "\ufefb,\u0644\u0627" })
	void replacesLetterByItsCompatibilityForm(String raw, String shown) {
		assertThat(this.policy.check(raw)).hasToString(shown);
	}

	/** Persian, Sinhala, Devanagari, Bengali, Malayalam, Japanese, Chinese, Catalan. */
	@ParameterizedTest
	@ValueSource(strings = { "علی\u200cرضا", "می\u200cخواهم", "ශ්\u200dරී", "क्\u200dष", "क्\u200cष", "র্\u200dয",
			"ന്\u200d", "ジョン\u30fbスミス", "ｼﾞｮﾝ\uff65ｽﾐｽ", "阿\u30fb布", "Jon\u30fbスミス", "Col\u00b7legi",
			"paral\u00b7lel" })
	void acceptsJoinerWhereItBelongs(String name) {
		assertThat(this.policy.check(name)).isInstanceOf(Name.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "al\u200cice", "al\u200dice", "علی\u200c", "\u200cعلی", "ا\u200cب", "علی\u200c\u200cرضا",
			"علی\u200dرضا", "ශ\u200dරී", "John\u30fbSmith", "\u30fbスミス", "John\uff65Smith", "a\u00b7b", "l\u00b7",
			"COL\u00b7LEGI", "\u00b7l", "l\u00b7\u00b7l", "D'Angelo", "D\u2019Angelo", "\u00bd", "a\u00bd", "Ⅷ", "ﬁn",
			"ﬅ", "👍", "❤", "ª\u00b2", "\ufdfa" })
	void rejectsJoinerElsewhereAndWhatIsNoLetter(String name) {
		assertThat(this.policy.check(name)).isEqualTo(NameCheck.MALFORMED);
	}

	@ParameterizedTest
	@CsvSource({ "علی\u200cرضا,علیرضا", "ශ්\u200dරී,ශ්රී", "ジョン\u30fbスミス,ジョンスミス", "ジョン\u30fbスミス,ｼﾞｮﾝ\uff65ｽﾐｽ",
			"Col\u00b7legi,collegi", "\u0e19\u0e49\u0e33,\u0e19\u0e49\u0e4d\u0e32" })
	void ignoresJoinersWhenItComparesNames(String one, String other) {
		assertThat(keys(this.policy, other)).containsAnyElementsOf(keys(this.policy, one));
		NamePolicy plain = new NamePolicy(List.of(), false);
		assertThat(keys(plain, other)).isEqualTo(keys(plain, one));
	}

	private static List<String> keys(NamePolicy policy, String name) {
		assertThat(policy.check(name)).isInstanceOf(Name.class);
		return ((Name) policy.check(name)).keys();
	}

	/**
	 * Thai, Hebrew, Vietnamese composed and not, Tibetan, Arabic, Burmese, four of each.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "กี่", "ש\u05c1\u05bc\u05b8", "Việt", "Vie\u0323\u0302t", "ས\u0f92\u0fb2\u0f74བ",
			"مُحَمَّد", "မျှော်", "z\u0316\u0317\u0318\u0319", "z\u0301\u0316\u0317\u0318\u0319",
			"a\u0316\u0317\u0318\u0319b\u0316\u0317\u0318\u0319" })
	void acceptsFourMarksOnOneLetter(String name) {
		assertThat(this.policy.check(name)).isInstanceOf(Name.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "z\u0316\u0317\u0318\u0319\u031c", "ab\u0316\u0317\u0318\u0319\u031cc",
			"o\u0489\u0489\u0489\u0489\u0489", "क\u0902\u0902\u093e\u0902\u0902\u0902",
			"b\u0316\u0317\u0318\u0319\u20dd", "ب\u064b\u064b\u064b\u200c\u064b\u064bب" })
	void rejectsMoreMarksOnOneLetter(String name) {
		assertThat(this.policy.check(name)).isEqualTo(NameCheck.MALFORMED);
	}

	@ParameterizedTest
	@MethodSource
	void countsCodePointsNotChars(String name, Class<?> outcome) {
		assertThat(this.policy.check(name)).isInstanceOf(outcome);
	}

	static Object[][] countsCodePointsNotChars() {
		// a letter that takes two chars
		return new Object[][] { { "\ud840\udc00".repeat(24), Name.class },
				{ "\ud840\udc00".repeat(25), NameCheck.Refused.class } };
	}

	@ParameterizedTest
	@ValueSource(strings = { "server", "system", "admin", "root", "SERVER", "Root", "ａdmin", " system ", "boss", "BOSS",
			"Help.Desk", "help", "HELP", "stats", "default", "quit", "enable", "PING", "ping", "SSH-2.0-OpenSSH_9",
			"ssh-2.0-Go", "SSH-" })
	void rejectsReservedName(String name) {
		assertThat(this.policy.check(name)).isEqualTo(NameCheck.RESERVED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "servers", "admin1", "bos", "helper", "ssh", "sshd", "s-s-h", "pinga" })
	void reservesWholeNamesAlone(String name) {
		assertThat(this.policy.check(name)).isInstanceOf(Name.class);
	}

}
