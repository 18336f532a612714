package io.chatroom.chat;

import io.chatroom.protocol.Password;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What members of different nodes are to each other.
 */
class SeveralNodesTests {

	private final SeveralNodes nodes = SeveralNodes.ofAliceAndBob();

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

}
