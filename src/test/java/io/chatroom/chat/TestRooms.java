package io.chatroom.chat;

import java.util.List;
import java.util.Set;

/**
 * Rooms in tests: their settings, and who is there.
 */
final class TestRooms {

	RoomCreation create = RoomCreation.ANYONE;

	int max = 100;

	Set<String> restricted = Set.of();

	Set<String> hidden = Set.of();

	List<String> motd = List.of();

	int replay = 5;

	int digestAbove = 100;

	boolean showAddress = true;

	int historyEvents = 10;

	long allHistoryBytes = 10_000_000;

	RoomSettings settings() {
		return new RoomSettings("lobby", this.create, this.max, this.restricted, this.hidden, this.motd, this.replay,
				this.digestAbove, this.showAddress, 1024, this.historyEvents, 100_000, this.allHistoryBytes);
	}

	/**
	 * Returns the usual settings.
	 */
	static RoomSettings usual() {
		return new TestRooms().settings();
	}

	/**
	 * Alice and bob in the lobby, carol in games.
	 */
	static RoomScript threeInTwoRooms() {
		return threeInTwoRooms(usual());
	}

	static RoomScript threeInTwoRooms(RoomSettings settings) {
		return RoomScript.with(settings, "alice", "bob", "carol").plays("""
				c > #join games
				  a b < carol has gone to games.
				  c < You are in games. 1 here: carol
				""");
	}

}
