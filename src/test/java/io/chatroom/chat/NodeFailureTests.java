package io.chatroom.chat;

import java.util.Map;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Password;
import io.chatroom.protocol.RoomEvent.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What happens to members whose node, or the log that all nodes share, fails or stops.
 */
class NodeFailureTests {

	private final SeveralNodes nodes = SeveralNodes.ofAliceAndBob();

	@Test
	void nodeTakesNobodyNewIfItIsTooOld() {
		this.nodes.log().tell(LogWatcher::outdated);
		this.nodes.connect("a2");
		assertThat(this.nodes.take("a2")).endsWith(CloseReason.OUTDATED.lastWords(), "closed OUTDATED");
		this.nodes.type("a1", "still here");
		this.nodes.hears("b1", "alice: still here");
	}

	@Test
	void roomBeginsAnewWhereLogHasLostLines() {
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
			sendAway(client);
		};
		this.nodes.type(client, line);
		assertThat(this.nodes.owner(name)).isNull();
	}

	@Test
	void holdNoRoomThatWasOpenedWhileTheyWereSentAway() {
		this.nodes.log().beforeFind = () -> sendAway("b1");
		this.nodes.type("b1", "#join games");
		this.nodes.log().beforeFind = () -> {
		};
		assertThat(this.nodes.chat('b').rooms().enter("games", Rank.GUEST)).isInstanceOfSatisfying(Room.class,
				(room) -> {
					room.release();
					assertThat(room.status().isIdle()).isTrue();
				});
	}

	private void sendAway(String client) {
		// on another thread: it waits for the line that is handled
		Thread.startVirtualThread(() -> this.nodes.drop('b'));
		await().until(() -> this.nodes.take(client).contains("closed AWAY_TOO_LONG"));
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
