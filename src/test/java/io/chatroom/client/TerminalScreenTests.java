package io.chatroom.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import io.chatroom.protocol.Deed.Action;
import io.chatroom.protocol.Deed;
import io.chatroom.protocol.Replayed;
import io.chatroom.protocol.Reply.Account;
import io.chatroom.protocol.Reply.Deeds;
import io.chatroom.protocol.Reply.Entered;
import io.chatroom.protocol.Reply.Sanctions;
import io.chatroom.protocol.Reply.SignedIn;
import io.chatroom.protocol.Reply.Told;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Removed;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.RoomEvent.TopicSet;
import io.chatroom.protocol.Sanction.Kind;
import io.chatroom.protocol.Sanction;
import io.chatroom.protocol.Stamped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a conversation looks on a terminal.
 */
class TerminalScreenTests {

	private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

	private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.ofHours(1));

	private static final String BELL = "\u0007";

	private static final String TITLE = "\u001b\\[22;2t|\u001b\\]2;(\\([0-9]+\\) )?chatroom\u001b\\\\";

	@TempDir
	private Path state;

	@Test
	void linesHaveTimesAndMarks() throws Exception {
		try (VirtualTerminal terminal = terminal()) {
			terminal.display().show(new Stamped("lobby", 2, NOON, new Said("bob", "hi")));
			terminal.display().show(new Stamped("lobby", 3, NOON, new Said("alice", "hi bob")));
			terminal.display().show(new Stamped("lobby", 4, NOON, new Emoted("bob", "pokes Alice")));
			terminal.display().show(new Told(NOON, "bob", "alice", "lunch?", false));
			terminal.display().show(new Stamped("lobby", 5, NOON, new Joined("carol", null)));
			terminal.display().show(new Stamped("lobby", 6, NOON, new Announced("Back at five.")));
			assertThat(terminal.text()).endsWith("""
					13:00   bob: hi
					13:00 > alice: hi bob
					13:00 ! * bob pokes Alice
					13:00 ! [from bob] lunch?
					13:00 - carol has joined the chat!
					13:00 - [server] Back at five.
					""");
		}
	}

	@Test
	void itRingsForWhatOthersSayToOne() throws Exception {
		try (VirtualTerminal terminal = terminal()) {
			terminal.display().show(new Stamped("lobby", 2, NOON, new Said("alice", "I am alice")));
			terminal.display().show(new Stamped("lobby", 3, NOON, new Said("bob", "malice")));
			terminal.display().show(new Replayed(new Stamped("lobby", 1, NOON, new Said("bob", "alice"))));
			assertThat(terminal.painted()).doesNotContain(BELL);
			terminal.display().show(new Stamped("lobby", 4, NOON, new Said("bob", "alice!")));
			assertThat(terminal.painted()).containsOnlyOnce(BELL);
		}
	}

	@Test
	void itDoesNotRingWhereThatIsNotLiked() throws Exception {
		try (VirtualTerminal terminal = terminal("--no-bell")) {
			terminal.display().show(new Stamped("lobby", 4, NOON, new Said("bob", "alice!")));
			assertThat(terminal.painted()).doesNotContain(BELL);
		}
	}

	@Test
	void aDayBeginsWithItsDate() throws Exception {
		try (VirtualTerminal terminal = terminal()) {
			terminal.display()
				.show(new Stamped("lobby", 2, Instant.parse("2026-01-31T22:59:00Z"), new Said("bob", "late")));
			terminal.display()
				.show(new Stamped("lobby", 3, Instant.parse("2026-01-31T23:00:00Z"), new Said("bob", "early")));
			assertThat(terminal.text()).endsWith("""
					23:59   bob: late
					-- Sunday, 1 February 2026 --
					00:00   bob: early
					""");
		}
	}

	@Test
	void thoseWhoComeAndGoShareALine() throws Exception {
		try (VirtualTerminal terminal = terminal("--quiet-joins")) {
			terminal.display().show(new Stamped("lobby", 2, NOON, new Joined("bob", null)));
			terminal.display().show(new Stamped("lobby", 3, NOON, new Left("carol")));
			assertThat(terminal.text()).doesNotContain("bob", "carol");
			terminal.display().show(new Stamped("lobby", 4, NOON, new Said("bob", "hi")));
			assertThat(terminal.text()).endsWith("""
					13:00 - bob joined; carol left.
					13:00   bob: hi
					""");
		}
	}

	@Test
	void whoWasRemovedHasALineOfTheirOwn() throws Exception {
		try (VirtualTerminal terminal = terminal("--quiet-joins")) {
			terminal.display().show(new Stamped("lobby", 2, NOON, new Joined("bob", null)));
			terminal.display().show(new Stamped("lobby", 3, NOON, new Removed("bob", "alice", "spam")));
			terminal.display().show(new Stamped("lobby", 4, NOON, new Joined("bob", null)));
			terminal.display().show(new Stamped("lobby", 5, NOON, new Said("bob", "hi")));
			assertThat(terminal.text()).endsWith("""
					13:00 - bob joined.
					13:00 - bob was removed by alice: spam
					13:00 - bob joined.
					13:00   bob: hi
					""");
			// dim, as a leave is
			assertThat(terminal.painted()).containsPattern("[\\[;]2mbob was removed by alice: spam");
		}
	}

	@Test
	void whatOperatorsAskForHasALineEach() throws Exception {
		try (VirtualTerminal terminal = terminal()) {
			terminal.display().show(SignedIn.of("alice", true, null));
			terminal.display().show(new Account("alice", true, NOON, null));
			terminal.display()
				.show(new Sanctions(List.of(new Sanction(Kind.BAN, "bob", null, "spam", "alice", NOON),
						new Sanction(Kind.MUTE, "eve", null, "", "alice", NOON))));
			terminal.display().show(new Deeds(List.of(new Deed(NOON, "alice", Action.KICK, "bob", null, "spam"))));
			assertThat(terminal.text().replaceAll(" +\n", "\n")).endsWith("""
					13:00 - You are signed in as alice.
					13:00 - alice is yours since 2026-01-31 12:00 UTC. You are
					        an operator.
					13:00 - bob is banned by alice: spam
					13:00 - eve is muted by alice.
					13:00 - 2026-01-31 12:00 UTC alice removed bob: spam
					""");
		}
	}

	@Test
	void aRoomIsShownWithItsTopic() throws Exception {
		try (VirtualTerminal terminal = terminal()) {
			terminal.display().show(new Entered("games", "g", 7, 2, List.of("bob", "alice"), "Chess"));
			terminal.display().show(new Stamped("games", 8, NOON, new TopicSet("bob", "Go")));
			assertThat(terminal.text()).endsWith("""
					13:00 - You are in games. 2 here: bob, alice
					13:00 - Topic: Chess
					13:00 - bob has set the topic: Go
					""");
		}
	}

	@Test
	void coloursCanBeLeftOut() throws Exception {
		Stamped said = new Stamped("lobby", 2, NOON, new Said("bob", "alice!"));
		try (VirtualTerminal coloured = terminal(); VirtualTerminal plain = terminal("--color=never")) {
			coloured.display().show(said);
			plain.display().show(said);
			assertThat(coloured.painted()).contains("38;5;" + NameColors.of("bob"));
			assertThat(plain.painted()).doesNotContain("\u001b[38", "\u001b[1m", "\u001b[2m");
		}
	}

	@Test
	void theEnvironmentDecidesUnlessTheUserDoes() throws Exception {
		Stamped said = new Stamped("lobby", 2, NOON, new Said("bob", "hi"));
		Map<String, String> environment = Map.of("NO_COLOR", "1");
		try (VirtualTerminal plain = new VirtualTerminal(this.state, CLOCK, environment);
				VirtualTerminal coloured = new VirtualTerminal(this.state, CLOCK, environment, "--color=always")) {
			coloured.display().show(said);
			plain.display().show(said);
			assertThat(coloured.painted()).contains("\u001b[38");
			assertThat(plain.painted()).doesNotContain("\u001b[38");
		}
	}

	@Test
	void noEscapeSequenceComesThrough() throws Exception {
		String evil = "a\u001b]0;evil\u0007b\u001b[2Jc\u009b2Jd\re\nf\u202eg\u2028h\tI\ud800";
		try (VirtualTerminal terminal = terminal("--color=never", "--no-bell")) {
			String before = terminal.painted();
			Display display = terminal.display();
			display.show(new Stamped("lobby", 2, NOON, new Said(evil, evil)));
			display.show(new Stamped("lobby", 3, NOON, new Emoted(evil, evil)));
			display.show(new Stamped("lobby", 4, NOON, new Joined(evil, evil)));
			display.show(new Told(NOON, evil, evil, evil, false));
			display.text(evil);
			display.notice(evil);
			assertThat(terminal.painted().substring(before.length()).replaceAll(TITLE, ""))
				.doesNotContainPattern("[\\p{Cc}\\u202e\\u2028&&[^\\r\\n]]")
				.contains("]0;evilb[2Jc2Jdefgh    I");
		}
	}

	@Test
	void longLinesAreWrappedUnderTheWords() throws Exception {
		try (VirtualTerminal terminal = terminal()) {
			terminal.display().show(new Stamped("lobby", 2, NOON, new Said("bob", "word ".repeat(12))));
			assertThat(terminal.text())
				.endsWith("\n13:00   bob: " + "word ".repeat(9).strip() + " \n        word word word \n");
		}
	}

	@Test
	void theTitleCountsWhatMayNotHaveBeenSeen() throws Exception {
		VirtualTerminal terminal = terminal();
		terminal.display().show(new Stamped("lobby", 2, NOON, new Said("alice", "mine")));
		terminal.display().show(new Stamped("lobby", 3, NOON, new Joined("carol", null)));
		assertThat(terminal.painted()).doesNotContain("chatroom");
		terminal.display().show(new Stamped("lobby", 4, NOON, new Said("bob", "hi")));
		terminal.display().show(new Stamped("lobby", 5, NOON, new Emoted("bob", "waves")));
		assertThat(terminal.painted()).containsOnlyOnce("\u001b[22;2t")
			.contains("\u001b]2;(1) chatroom\u001b\\", "\u001b]2;(2) chatroom\u001b\\");
		assertThat(terminal.type("x\r").readLine()).isEqualTo("x");
		assertThat(terminal.painted()).containsOnlyOnce("\u001b]2;chatroom\u001b\\");
		terminal.close();
		assertThat(terminal.painted()).endsWith("\u001b[23;2t");
	}

	private VirtualTerminal terminal(String... options) throws IOException {
		VirtualTerminal terminal = new VirtualTerminal(this.state, CLOCK, options);
		terminal.display().show(new Welcome("lobby", "room", 1, "alice", 1));
		return terminal;
	}

}
