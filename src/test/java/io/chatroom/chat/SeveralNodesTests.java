package io.chatroom.chat;

import java.util.Map;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Password;
import io.chatroom.protocol.RoomEvent.Said;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What members of different nodes are to each other.
 */
class SeveralNodesTests {

	private final SeveralNodes nodes = new SeveralNodes("ab");

	@BeforeEach
	void join() {
		this.nodes.join("a1", "alice");
		this.nodes.join("b1", "bob");
		this.nodes.take("a1");
	}

	private void promote(String name) {
		this.nodes.chat('a').accounts().setPassword(name, new Password("correct-horse"));
		this.nodes.chat('a').accounts().setOperator(name, true);
		this.nodes.type("a1", "#login " + name + " correct-horse");
		this.nodes.take("a1");
	}

	@Test
	void talkInOneRoom() {
		this.nodes.type("a1", "hello");
		this.nodes.hears("b1", "alice: hello");
		this.nodes.type("b1", "#who");
		this.nodes.hears("b1", "2 here: alice, bob");
		this.nodes.connect("b2");
		this.nodes.type("b2", "Alice");
		assertThat(this.nodes.take("b2")).endsWith("That name is taken. Type another name and press enter!");
	}

	@Test
	void takeNobodyNewIfTheyAreTooOld() {
		this.nodes.log().tell(LogWatcher::outdated);
		this.nodes.connect("a2");
		assertThat(this.nodes.take("a2")).endsWith(CloseReason.OUTDATED.lastWords(), "closed OUTDATED");
		this.nodes.type("a1", "still here");
		this.nodes.hears("b1", "alice: still here");
	}

	@Test
	void beginAnewWhereLogHasLostLines() {
		this.nodes.type("a1", "kept");
		this.nodes.type("b1", "lost");
		this.nodes.type("a1", "lost, too");
		this.nodes.connect("a2");
		this.nodes.type("a2", "carol");
		this.nodes.take("a1");
		this.nodes.take("b1");
		assertThat(this.nodes.log().lose("lobby", 3, new Said("zoe", "first"), new Said("zoe", "second")))
			.containsExactly(Map.of("a1", "alice", "a2", "carol"), Map.of("b1", "bob"));
		this.nodes.hears("a1", "The room starts anew; what was said after #3 is lost.", "zoe: first", "zoe: second");
		this.nodes.type("b1", "after");
		this.nodes.hears("b1", "The room starts anew; what was said after #3 is lost.", "zoe: first", "zoe: second",
				"bob: after");
		this.nodes.type("b1", "#who");
		this.nodes.hears("b1", "2 here: alice, bob");
	}

	@Test
	void messageEachOther() {
		this.nodes.type("a1", "#msg BOB hi");
		this.nodes.hears("b1", "[from alice] hi");
		this.nodes.hears("a1", "[to bob] hi");
		this.nodes.type("b1", "#ignore Alice");
		this.nodes.hears("b1", "You ignore alice.");
		this.nodes.type("a1", "#msg bob again");
		this.nodes.type("a1", "and here");
		this.nodes.hears("b1");
		this.nodes.hears("a1", "[to bob] again", "alice: and here");
	}

	@Test
	void messageNobodyWhoHasGone() {
		this.nodes.away = "b";
		this.nodes.type("a1", "#msg bob hi");
		this.nodes.hears("a1", "Nobody here is called bob.");
		this.nodes.hears("b1");
	}

	@Test
	void kickEachOther() {
		promote("alice");
		this.nodes.type("a1", "#kick BOB spam");
		this.nodes.hears("b1", "An operator has sent you away: spam Goodbye!", "closed KICKED");
		this.nodes.hears("a1", "bob was removed by alice: spam", "bob was removed.");
	}

	@Test
	void kickOnlyFromTheRoomThatWasNamed() {
		this.nodes.type("b1", "#join games");
		this.nodes.take("b1");
		assertThat(this.nodes.chat('a').moderation().kick(Moderation.SERVER, "bob", "lobby", ""))
			.isInstanceOf(Outcome.NotDone.class);
		assertThat(this.nodes.chat('a').moderation().kickAll(Moderation.SERVER, "Games", ""))
			.isInstanceOf(Outcome.Done.class);
		assertThat(this.nodes.take("b1")).endsWith("closed KICKED");
	}

	@Test
	void banAndMuteEverywhere() {
		promote("alice");
		this.nodes.type("a1", "#mute bob");
		this.nodes.hears("b1", "You are muted.");
		this.nodes.type("b1", "hello");
		this.nodes.hears("b1", "You are muted.");
		this.nodes.type("a1", "#unmute bob");
		this.nodes.hears("b1", "You are no longer muted.");
		this.nodes.type("a1", "#ban bob spam");
		this.nodes.hears("b1", "You are banned: spam", "closed BANNED");
		assertThat(this.nodes.take("a1")).contains("bob was removed by alice: spam", "bob is banned.");
		this.nodes.connect("b2");
		this.nodes.type("b2", "bob");
		assertThat(this.nodes.take("b2")).endsWith("You are banned: spam", "closed BANNED");
		this.nodes.type("a1", "#unban bob");
		this.nodes.join("b3", "bob");
		assertThat(this.nodes.take("a1")).endsWith("bob is no longer banned.",
				"bob from [203.0.113.7] has joined the chat!");
	}

	@Test
	void endTheirGhosts() {
		this.nodes.chat('a').accounts().setPassword("bob", new Password("correct-horse"));
		this.nodes.connect("a2");
		this.nodes.type("a2", "#login bob correct-horse");
		this.nodes.hears("b1", "You have signed in elsewhere. Goodbye!", "closed SIGNED_IN_ELSEWHERE");
		this.nodes.hears("a1", "bob has left the chat.", "bob from [203.0.113.7] has joined the chat!");
	}

	@Test
	void loseTheirRankEverywhere() {
		promote("alice");
		this.nodes.chat('b').accounts().setOperator("alice", false);
		this.nodes.type("a1", "#bans");
		this.nodes.hears("a1", "Only operators may use #bans.");
		this.nodes.chat('b').accounts().remove("alice");
		this.nodes.type("a1", "#account");
		this.nodes.hears("a1", "You are not signed in. Type #register PASSWORD to make your name your own.");
	}

	@Test
	void endThePrograms() {
		promote("alice");
		this.nodes.chat('a').tokens().make("alice", "ci", null);
		startProgram("b2");
		this.nodes.chat('a').tokens().revoke("alice", "ci", null);
		assertThat(this.nodes.take("b2")).last().isEqualTo("closed KICKED");
		startProgram("b3");
		this.nodes.type("a1", "#unregister correct-horse");
		assertThat(this.nodes.take("b3")).last().isEqualTo("closed KICKED");
	}

	private void startProgram(String id) {
		this.nodes.connectProgram(id, "alice");
		this.nodes.type(id, "say lobby");
		this.nodes.type(id, "beep");
		assertThat(this.nodes.take("a1")).last().isEqualTo("alice: beep");
		assertThat(this.nodes.take(id).getLast()).contains("\"text\":\"beep\"");
	}

	@Test
	void keepTheirNamesFromPrograms() {
		this.nodes.chat('a').accounts().setPassword("bob", new Password("correct-horse"));
		this.nodes.connectProgram("a2", "bob");
		this.nodes.type("a2", "say lobby");
		this.nodes.take("a2");
		this.nodes.type("a2", "beep");
		assertThat(this.nodes.take("a2").getLast()).contains("Somebody who does not own that name has it now.");
		this.nodes.hears("b1");
	}

	@Test
	void knowOfRoomsOfOtherNodes() {
		this.nodes.type("b1", "#join games");
		this.nodes.take("a1");
		this.nodes.type("a1", "#rooms");
		this.nodes.hears("a1", "games (1)", "lobby (1)");
		this.nodes.type("a1", "#who Games");
		this.nodes.hears("a1", "1 in games: bob");
		this.nodes.type("a1", "#who sports");
		assertThat(this.nodes.take("a1").getFirst()).contains("sports");
		assertThat(this.nodes.chat('a').rooms().allMembers()).extracting(Member::name)
			.containsExactlyInAnyOrder("alice", "bob");
	}

	@Test
	void announceOnceInEachRoom() {
		this.nodes.type("b1", "#join games");
		this.nodes.take("b1");
		assertThat(TestChat.announce(this.nodes.chat('a'), "soon")).isTrue();
		assertThat(this.nodes.take("a1")).endsWith("[server] soon");
		this.nodes.hears("b1", "[server] soon");
		assertThat(this.nodes.chat('a').moderation().setTopic(Moderation.SERVER, "chess", "games"))
			.isInstanceOf(Outcome.Done.class);
		this.nodes.hears("b1", "server has set the topic: chess");
	}

	@Test
	void moveToAnotherNodeWhenTheirsStops() {
		this.nodes.type("b1", "last words");
		this.nodes.join("b2", "carol");
		this.nodes.take("b1");
		this.nodes.chat('b').close();
		this.nodes.hears("b1", "The server is going down. Goodbye!", "closed GOING_DOWN");
		this.nodes.hears("b2", "The server is going down. Goodbye!", "closed GOING_DOWN");
		this.nodes.hears("a1", "bob: last words", "carol from [203.0.113.7] has joined the chat!",
				"bob has left the chat.", "carol has left the chat.");
		this.nodes.connect("a2");
		this.nodes.type("a2", "bob");
		assertThat(this.nodes.take("a2")).anyMatch((line) -> line.startsWith("Welcome bob!"));
	}

	@Test
	void areSentAwayWithoutLeaveWhenTheirNodeWasAway() {
		this.nodes.drop('b');
		this.nodes.hears("b1", "This server was away too long. Connect again. Goodbye!", "closed AWAY_TOO_LONG");
		this.nodes.hears("a1");
		this.nodes.type("b1", "still here?");
		this.nodes.hears("a1");
		this.nodes.join("b2", "carol");
		this.nodes.hears("a1", "carol from [203.0.113.7] has joined the chat!");
	}

	@ParameterizedTest
	@CsvSource({ "b2, carol, carol", "b1, #nick carol, carol", "b1, #nick Bob, bob",
			"b2, #login dora correct-horse, dora", "b3, #login dora correct-horse, dora" })
	void keepNoNamesThatTheyClaimedWhileTheyWereSentAway(String client, String line, String name) {
		this.nodes.chat('a').accounts().setPassword("dora", new Password("correct-horse"));
		this.nodes.connect("b2");
		this.nodes.connect("b3");
		this.nodes.type("b3", "#login dora correct-horse");
		this.nodes.beforeClaim = () -> {
			this.nodes.beforeClaim = () -> {
			};
			// on another thread: it waits for the line that is handled
			Thread.startVirtualThread(() -> this.nodes.drop('b'));
			await().until(() -> this.nodes.take(client).contains("closed AWAY_TOO_LONG"));
		};
		this.nodes.type(client, line);
		assertThat(this.nodes.owner(name)).isNull();
	}

	@Test
	void areSentAwayWhenOthersLetThemLeaveBeforeTheirNodeKnows() {
		this.nodes.reap('b');
		this.nodes.hears("b1", "This server was away too long. Connect again. Goodbye!", "closed AWAY_TOO_LONG");
		this.nodes.hears("a1", "bob has left the chat.");
		this.nodes.type("b1", "still here?");
		this.nodes.hears("a1");
		this.nodes.drop('b');
		this.nodes.hears("b1");
		this.nodes.join("b2", "bob");
		this.nodes.hears("a1", "bob from [203.0.113.7] has joined the chat!");
	}

	@Test
	void areToldWhatHappensToTheLog() {
		this.nodes.type("b1", "#format json");
		this.nodes.take("b1");
		this.nodes.log().tell(LogWatcher::away);
		this.nodes.log().tell(LogWatcher::back);
		this.nodes.hears("a1", "Lines wait: the room's log is away.", "The room's log is back.");
		this.nodes.hears("b1", "{\"event\":\"log-away\",\"text\":\"Lines wait: the room's log is away.\"}",
				"{\"event\":\"log-back\",\"text\":\"The room's log is back.\"}");
	}

	@Test
	void areToldWhatIsLost() {
		this.nodes.type("a1", "kept");
		this.nodes.type("a1", "lost");
		this.nodes.type("b1", "#format json");
		this.nodes.take("a1");
		this.nodes.take("b1");
		this.nodes.log().lose("lobby", 3);
		this.nodes.type("a1", "hello");
		this.nodes.hears("a1", "The room starts anew; what was said after #3 is lost.", "alice: hello");
		assertThat(this.nodes.take("b1")).first()
			.isEqualTo("{\"event\":\"renewed\",\"room\":\"lobby\",\"epoch\":\"next epoch of lobby\",\"seq\":3,"
					+ "\"text\":\"The room starts anew; what was said after #3 is lost.\"}");
		this.nodes.type("a1", "#history 5");
		this.nodes.hears("a1", "[2026-01-31 12:00:00Z] alice: kept", "[2026-01-31 12:00:00Z] alice: hello");
		this.nodes.type("a1", "#who");
		this.nodes.hears("a1", "2 here: alice, bob");
	}

}
