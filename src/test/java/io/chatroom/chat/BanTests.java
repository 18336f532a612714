package io.chatroom.chat;

import java.net.InetAddress;

import io.chatroom.protocol.Password;
import io.chatroom.protocol.Sentence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Operators ban names and addresses.
 */
class BanTests {

	@Test
	void bansName() {
		ModerationTests.aliceIsOperator().plays("""
				a > #ban bob 2h Spam
				  b < You are banned until 14:01 UTC: Spam
				  b hung up
				  a c < bob was removed by alice: Spam
				  a < bob is banned until 2026-01-31 14:01 UTC.
				d connects
				  d < Greetings from the ChatRoom! Now type your name and press enter!
				d > Bob
				  d < You are banned until 14:01 UTC: Spam
				  d hung up
				c > #nick bob
				  c < That name is reserved. Type another name and press enter!
				a > #unban BOB
				  a < bob is no longer banned.
				c > #nick bob
				  a c < carol is now known as bob.
				a > #unban bob
				  a < bob is not banned.
				""");
	}

	@Test
	void bansWhoIsAskedForThePassword() {
		ModerationTests.aliceIsOperator().plays("""
				b > #register sesame-open
				  b < bob is yours now. #login bob signs you in.
				b > #quit
				  b < #quit
				  b hung up
				  a c < bob has left the chat.
				d connects
				  d < Greetings from the ChatRoom! Now type your name and press enter!
				d > bob
				  d hides input
				  d < That name is registered. Type its password and press enter!
				a > #ban bob
				  a < bob is banned.
				d > sesame-open
				  d shows input
				  d < You are banned.
				  d hung up
				a > #unban bob
				  a < bob is no longer banned.
				e connects
				  e < Greetings from the ChatRoom! Now type your name and press enter!
				e > #login bob sesame-open
				  e < You are signed in as bob. Last time: 2026-01-31 12:00 UTC from 203.0.113.4.
				  e < Welcome bob! If you ever want to quit, type #quit to exit.
				  a c < bob from [203.0.113.5] has joined the chat!
				""");
	}

	@Test
	void hitsOwnerUnderAnotherName() {
		ModerationTests.aliceIsOperator().plays("""
				b > #register sesame-open
				  b < bob is yours now. #login bob signs you in.
				b > #nick robert
				  a b c < bob is now known as robert.
				a > #mute bob
				  b < You are muted.
				  a < bob is muted.
				b > hi
				  b < You are muted.
				a > #unmute BOB
				  b < You are no longer muted.
				  a < bob is no longer muted.
				b > hi
				  a b c < robert: hi
				a > #ban bob
				  b < You are banned.
				  b hung up
				  a c < robert was removed by alice.
				  a < bob is banned.
				""");
	}

	@Test
	void takesSpellingsOfNameForTheSame() {
		ModerationTests.aliceIsOperator().plays("""
				a > #ban Eve 10m
				  a < Eve is banned until 2026-01-31 12:11 UTC.
				a > #ban eve
				  a < Eve is banned.
				a > #ban ev\u0435 1s
				  a < ev\u0435 is banned until 2026-01-31 12:01 UTC.
				passes 1
				d connects
				  d < Greetings from the ChatRoom! Now type your name and press enter!
				d > eve
				  d < You are banned.
				  d hung up
				a > #unban EVE
				  a < Eve is no longer banned.
				a > #bans
				  a < Nobody is banned or muted.
				""");
	}

	@Test
	void bansAddresses() throws Exception {
		RoomScript script = ModerationTests.aliceIsOperator().plays("""
				d connects
				  d < Greetings from the ChatRoom! Now type your name and press enter!
				a > #ban 203.0.113.0/24 1d Flood
				  a < That would ban you, too.
				a > #ban 203.0.113.2/31 1d Flood
				  b < You are banned until 2026-02-01 12:01 UTC: Flood
				  b hung up
				  a c < bob was removed by alice: Flood
				  c < You are banned until 2026-02-01 12:01 UTC: Flood
				  c hung up
				  a < carol was removed by alice: Flood
				  a < 203.0.113.2/31 is banned until 2026-02-01 12:01 UTC.
				a > #bans
				  a < 203.0.113.2/31 is banned until 2026-02-01 12:01 UTC by alice: Flood
				a > #ban a/b
				  a < a/b is neither a name nor addresses such as 10.0.0.7 or 10.0.0.0/8.
				a > #ban alice
				  a < That would ban you, too.
				""");
		Sanctions sanctions = script.chat().sanctions();
		assertThat(sanctions.banned(InetAddress.ofLiteral("203.0.113.3")))
			.isEqualTo("You are banned until 2026-02-01 12:01 UTC: Flood");
		assertThat(sanctions.banned(InetAddress.ofLiteral("203.0.113.4"))).isNull();
		assertThat(script.chat().sanctionAdministration().unban("zoe", "203.0.113.2/31"))
			.isInstanceOf(Outcome.Done.class);
		assertThat(sanctions.banned(InetAddress.ofLiteral("203.0.113.3"))).isNull();
	}

	@Test
	void banFromOutsideHitsEveryone() {
		RoomScript script = RoomScript.with("alice", "bob");
		script.chat().accounts().setPassword("alice", new Password("sesame-open"));
		assertThat(script.chat().sanctionAdministration().ban(new Sentence("203.0.113.0/24", null, "")))
			.isInstanceOf(Outcome.Done.class);
		assertThat(script.chat().rooms().list().memberCount()).isZero();
	}

}
