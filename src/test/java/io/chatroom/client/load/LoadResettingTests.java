package io.chatroom.client.load;

import java.io.IOException;

import io.chatroom.client.load.LoadTool.Run;
import io.chatroom.client.load.SmallChatServer.Fault;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The load tool detects faults after many clients have reset. */
class LoadResettingTests {

	private static final String MANY_RESET = "--clients 20 --senders 2 --window 2 --resetting 10";

	@Test
	void acceptsARightServer() throws IOException {
		Run run = LoadTool.onChatroom(Fault.NONE, MANY_RESET);
		assertThat(run.out()).contains("arrived everywhere, in one order", "10 resets, each reported to everyone, once")
			.doesNotContain("the server also sent");
		assertThat(run.exitCode()).isZero();
	}

	@Test
	void seesThatAClientMissesALeaveLine() throws IOException {
		Run run = LoadTool.onChatroomThatLoses(OneFault.losesALineOf("u000007").amongLeaveLines(), MANY_RESET);
		assertThat(run.out()).containsPattern("\\d of the leave lines lost at \\d+ client")
			.contains("not all reported to everyone")
			.doesNotContain("out of order");
		assertThat(run.exitCode()).isOne();
	}

	@Test
	void seesThatAClientGetsALeaveLineTwice() throws IOException {
		Run run = LoadTool.onChatroom(OneFault.repeatsALineOf("u000007").amongLeaveLines(), MANY_RESET);
		assertThat(run.out()).contains("1 of the leave lines too many");
		assertThat(run.exitCode()).isOne();
	}

	@Test
	void seesThatALeaveLineComesLaterThanToTheOthers() throws IOException {
		Run run = LoadTool.onChatroom(OneFault.swapsTwoLinesOf("u000007").amongLeaveLines(), MANY_RESET);
		assertThat(run.out()).contains("out of order at 1 client").doesNotContain("lost");
		assertThat(run.exitCode()).isOne();
	}

	@Test
	void seesThatOneIsDisconnectedBeforeItResets() throws IOException {
		// the clients reset halfway through the measured second
		Run run = LoadTool.onChatroom(OneFault.hangsUpOn("u000015"), MANY_RESET + " --warmup 1");
		assertThat(run.out()).contains("1 client disconnected", "u000015 was disconnected: ").doesNotContain("lost");
		assertThat(run.exitCode()).isOne();
	}

	@Test
	void acceptsGaugesThatCountWhoIsLeft() throws IOException {
		Run run = withGauges(10, 10);
		assertThat(run.out()).contains("10 connected, 10 members; 10 are left");
		assertThat(run.exitCode()).isZero();
	}

	@Test
	void seesThatAGaugeCountsAGhost() throws IOException {
		Run run = withGauges(10, 11);
		assertThat(run.out()).contains("10 connected, 11 members; 10 are left");
		assertThat(run.exitCode()).isOne();
	}

	private static Run withGauges(int connected, int members) throws IOException {
		String metrics = "chat_clients_connected %d.0\nchat_members %d.0\n".formatted(connected, members);
		try (SmallActuator actuator = new SmallActuator(() -> metrics)) {
			return LoadTool.onChatroomWithoutMore(Fault.NONE, MANY_RESET + " " + actuator.option());
		}
	}

}
