package io.chatroom.log;

import java.time.Instant;
import java.util.List;

import io.chatroom.chat.Account;
import io.chatroom.chat.Records;
import io.chatroom.chat.Token;
import io.chatroom.protocol.Deed;
import io.chatroom.protocol.Deed.Action;
import io.chatroom.protocol.Sanction;
import io.chatroom.protocol.Sanction.Kind;
import io.chatroom.protocol.SignIn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What all records have in common.
 */
public abstract class RecordsContract {

	protected static final Instant AT = Instant.parse("2026-01-31T12:00:00.123Z");

	private static final List<String> KEYS = List.of("alice", "allce");

	/**
	 * Returns the records, those before or as they are after a restart.
	 */
	protected abstract Records records();

	private static Account account(String name, String secret) {
		return new Account(name, secret, false, AT, null);
	}

	private static Deed deed(Action action, String subject) {
		return new Deed(AT, "zoe", action, subject, null, "");
	}

	private static Sanction sanction(Kind kind, String subject, @Nullable Instant until) {
		return new Sanction(kind, subject, until, "spam", "zoe", AT);
	}

	@Test
	protected void findsAccountByEachKey() {
		assertThat(records().account(KEYS)).isNull();
		assertThat(records().add(account("Alice", "s1"), KEYS, null)).isTrue();
		assertThat(records().account(List.of("bob", "allce"))).isEqualTo(account("Alice", "s1"));
		assertThat(records().account(List.of("bob"))).isNull();
		assertThat(records().accounts()).containsExactly(account("Alice", "s1"));
	}

	@Test
	protected void addsNothingThatSharesKey() {
		records().add(account("alice", "s1"), KEYS, null);
		assertThat(records().add(account("al1ce", "s2"), List.of("al1ce", "allce"), deed(Action.REGISTER, "al1ce")))
			.isFalse();
		assertThat(records().account(List.of("al1ce"))).isNull();
		assertThat(records().deeds(10)).isEmpty();
	}

	@Test
	protected void changesSecretAndRoleAlone() {
		Account alice = account("alice", "s1");
		records().add(alice, KEYS, null);
		SignIn signIn = new SignIn(AT.plusSeconds(1), "203.0.113.7");
		assertThat(records().signedIn(alice, signIn)).isEqualTo(alice);
		assertThat(records().setOperator("alice", true, deed(Action.PROMOTE, "alice"))).isTrue();
		assertThat(records().setSecret(alice, "s2", deed(Action.PASSWORD, "alice"))).isTrue();
		assertThat(records().account(KEYS)).isEqualTo(new Account("alice", "s2", true, AT, signIn));
		assertThat(records().setOperator("bob", true, deed(Action.PROMOTE, "bob"))).isFalse();
		assertThat(records().deeds(10)).containsExactly(deed(Action.PROMOTE, "alice"), deed(Action.PASSWORD, "alice"));
	}

	private static Token token(String hash, String account, String name) {
		return new Token(hash, account, name, AT);
	}

	@Test
	protected void keepsTokensOfAccounts() {
		records().add(account("alice", "s1"), KEYS, null);
		assertThat(records().add(token("h1", "alice", "ci"), 2, deed(Action.TOKEN, "alice"))).isTrue();
		assertThat(records().add(token("h2", "alice", "ci"), 2, deed(Action.TOKEN, "alice"))).as("the name again")
			.isFalse();
		assertThat(records().add(token("h3", "alice", "bot"), 2, null)).isTrue();
		assertThat(records().add(token("h4", "alice", "third"), 2, null)).as("too many").isFalse();
		assertThat(records().add(token("h5", "bob", "ci"), 2, null)).as("no account").isFalse();
		assertThat(records().tokens("alice")).containsExactly(token("h1", "alice", "ci"), token("h3", "alice", "bot"));
		assertThat(records().token("h1")).isEqualTo(token("h1", "alice", "ci"));
		assertThat(records().token("h2")).isNull();
		assertThat(records().deeds(10)).containsExactly(deed(Action.TOKEN, "alice"));
	}

	@Test
	protected void forgetsTokens() {
		Account alice = account("alice", "s1");
		records().add(alice, KEYS, null);
		records().add(token("h1", "alice", "ci"), 9, null);
		records().add(token("h2", "alice", "bot"), 9, null);
		assertThat(records().removeToken("bob", "ci", deed(Action.REVOKE, "bob"))).isFalse();
		assertThat(records().removeToken("alice", "ci", deed(Action.REVOKE, "alice"))).isTrue();
		assertThat(records().removeToken("alice", "ci", deed(Action.REVOKE, "alice"))).isFalse();
		assertThat(records().token("h1")).isNull();
		assertThat(records().token("h2")).isNotNull();
		assertThat(records().remove(alice, null)).isTrue();
		assertThat(records().token("h2")).as("that of an account that is gone").isNull();
		assertThat(records().deeds(10)).containsExactly(deed(Action.REVOKE, "alice"));
	}

	@Test
	protected void changesNothingOfAccountThatHasAnotherSecret() {
		Account former = account("alice", "s1");
		records().add(account("alice", "s2"), KEYS, null);
		assertThat(records().setSecret(former, "s3", deed(Action.PASSWORD, "alice"))).isFalse();
		assertThat(records().signedIn(former, new SignIn(AT, "203.0.113.7"))).isNull();
		assertThat(records().remove(former, deed(Action.UNREGISTER, "alice"))).isFalse();
		assertThat(records().account(KEYS)).isEqualTo(account("alice", "s2"));
		assertThat(records().deeds(10)).isEmpty();
	}

	@Test
	protected void remembersLatestAddressesOfOwners() {
		Account alice = account("alice", "s1");
		Records records = records();
		records.add(alice, KEYS, null);
		for (int i = 0; i < 20; i++) {
			records.signedIn(alice, new SignIn(AT, "203.0.113." + i));
		}
		records.signedIn(alice, new SignIn(AT, "203.0.113.0"));
		records.signedIn(alice, new SignIn(AT, "203.0.113.99"));
		assertThat(records().hasSignedInFrom("alice", "203.0.113.99")).isTrue();
		assertThat(records().hasSignedInFrom("alice", "203.0.113.0")).isTrue();
		assertThat(records().hasSignedInFrom("alice", "203.0.113.1")).isFalse();
		assertThat(records().hasSignedInFrom("alice", "203.0.113.2")).isTrue();
		assertThat(records().hasSignedInFrom("bob", "203.0.113.2")).isFalse();
	}

	@Test
	protected void removesAllOfAccount() {
		Account alice = account("alice", "s1");
		records().add(alice, KEYS, null);
		records().signedIn(alice, new SignIn(AT, "203.0.113.7"));
		assertThat(records().remove(alice, deed(Action.UNREGISTER, "alice"))).isTrue();
		assertThat(records().remove(alice, deed(Action.UNREGISTER, "alice"))).isFalse();
		assertThat(records().account(KEYS)).isNull();
		assertThat(records().deeds(10)).hasSize(1);
		assertThat(records().add(account("alice", "s2"), KEYS, null)).isTrue();
		assertThat(records().hasSignedInFrom("alice", "203.0.113.7")).isFalse();
	}

	@Test
	protected void keepsSanctionsUntilTheyAreOver() {
		records().put(sanction(Kind.BAN, "10.0.0.0/8", AT), deed(Action.BAN, "10.0.0.0/8"));
		records().put(sanction(Kind.MUTE, "bob", AT.plusMillis(1)), deed(Action.MUTE, "bob"));
		records().put(sanction(Kind.BAN, "bob", null), deed(Action.BAN, "bob"));
		assertThat(records().sanctions(AT)).containsExactly(sanction(Kind.MUTE, "bob", AT.plusMillis(1)),
				sanction(Kind.BAN, "bob", null));
		assertThat(records().sanctions(Instant.EPOCH)).hasSize(2);
	}

	@Test
	protected void replacesSanctionOnTheSame() {
		records().put(sanction(Kind.BAN, "bob", null), deed(Action.BAN, "bob"));
		records().put(sanction(Kind.BAN, "eve", null), deed(Action.BAN, "eve"));
		records().put(sanction(Kind.BAN, "bob", AT), deed(Action.BAN, "bob"));
		assertThat(records().sanctions(Instant.EPOCH)).containsExactly(sanction(Kind.BAN, "eve", null),
				sanction(Kind.BAN, "bob", AT));
	}

	@Test
	protected void liftsOnlyWhatIsThere() {
		records().put(sanction(Kind.BAN, "bob", null), deed(Action.BAN, "bob"));
		assertThat(records().lift(Kind.MUTE, "bob", deed(Action.UNMUTE, "bob"))).isFalse();
		assertThat(records().lift(Kind.BAN, "bob", deed(Action.UNBAN, "bob"))).isTrue();
		assertThat(records().sanctions(AT)).isEmpty();
		assertThat(records().deeds(10)).containsExactly(deed(Action.BAN, "bob"), deed(Action.UNBAN, "bob"));
	}

	@Test
	protected void returnsLatestDeeds() {
		Deed kick = new Deed(AT, "zoe", Action.KICK, "bob", null, "spam");
		Deed ban = new Deed(AT, "zoe", Action.BAN, "bob", AT.plusSeconds(1), "");
		records().add(deed(Action.ANNOUNCE, "all rooms"));
		records().add(kick);
		records().add(ban);
		assertThat(records().deeds(2)).containsExactly(kick, ban);
	}

}
