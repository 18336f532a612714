package io.chatroom.client.load;

import java.io.IOException;

import io.chatroom.client.load.LoadTool.Run;
import io.chatroom.client.load.SmallChatServer.Fault;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The load tool spreads its clients over rooms, and detects the faults of a server in
 * each. With three rooms, {@code u000007} is in room-2.
 */
class LoadRoomsTests {

	private static final String THREE_ROOMS = "--clients 12 --rooms 3 --senders 6 --window 2";

	@Test
	void acceptsARightServer() throws IOException {
		Run run = LoadTool.onChatroom(Fault.NONE, THREE_ROOMS);
		assertThat(run.out()).contains(", 12 clients in 3 rooms, 6 senders, ",
				"arrived everywhere, in one order in each room");
		assertThat(run.exitCode()).isZero();
	}

	@Test
	void acceptsRoomsWhereNobodySpeaks() throws IOException {
		Run run = LoadTool.onChatroom(Fault.NONE, "--clients 5 --rooms 3");
		assertThat(run.out()).contains("arrived everywhere, in one order in each room");
		assertThat(run.exitCode()).isZero();
	}

	@Test
	void speaksOfNoRoomsWhereThereAreNone() throws IOException {
		Run run = LoadTool.onChatroom(Fault.NONE, "--clients 3 --rooms 1");
		assertThat(run.out()).contains(", 3 clients, 1 sender, ").doesNotContain("room-").doesNotContain("each room");
		assertThat(run.exitCode()).isZero();
	}

	@Test
	void seesThatAClientMissesALine() throws IOException {
		Run run = LoadTool.onChatroomThatLoses(OneFault.losesALineOf("u000007"), THREE_ROOMS);
		assertThat(run.out()).containsPattern("\\d lost at \\d+ client").doesNotContain("each room");
		assertThat(run.exitCode()).isOne();
	}

	@Test
	void seesThatAClientGetsTwoLinesSwapped() throws IOException {
		Run run = LoadTool.onChatroom(OneFault.swapsTwoLinesOf("u000007"), THREE_ROOMS);
		assertThat(run.out()).contains("out of order at 1 client").doesNotContain("lost");
		assertThat(run.exitCode()).isOne();
	}

	@Test
	void seesThatAClientGetsTheLinesOfAnotherRoom() throws IOException {
		Run run = LoadTool.onChatroom(alsoReceives("u000007", "room-1"), THREE_ROOMS);
		assertThat(run.out()).containsPattern("every line +[0-9,]+ received in another room\\R");
		assertThat(run.exitCode()).isOne();
	}

	@Test
	void acceptsThatEachRoomSeesWhoLeavesIt() throws IOException {
		Run run = LoadTool.onChatroom(Fault.NONE, "--clients 13 --rooms 3 --senders 3 --window 2 --resetting 5");
		assertThat(run.out()).contains("5 resets, each reported to everyone, once")
			.doesNotContain("the server also sent");
		assertThat(run.exitCode()).isZero();
	}

	@Test
	void seesThatAClientMayNotEnterItsRoom() throws IOException {
		Fault full = new Fault() {
			@Override
			public boolean admits(SmallChatMember member, String room) {
				return !room.equals("room-2");
			}
		};
		Run run = LoadTool.onChatroom(full, "--clients 3 --rooms 3");
		assertThat(run.err()).contains(
				"u000001 was not let in: refused by the server, after the server sent: You may not enter room-2.");
		assertThat(run.exitCode()).isOne();
	}

	private static Fault alsoReceives(String name, String other) {
		return new Fault() {
			@Override
			public boolean receives(SmallChatMember member, String room) {
				return member.room().equals(room) || (member.name().equals(name) && room.equals(other));
			}
		};
	}

}
