package io.chatroom.client.load;

import java.io.IOException;

import io.chatroom.client.load.LoadTool.Run;
import io.chatroom.client.load.SmallChatServer.Fault;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The load tool detects the faults of a server, and reports none for a correct one.
 */
class LoadVerdictTests {

	@Test
	void acceptsARightServer() throws IOException {
		Run run = LoadTool.onChatroom(Fault.NONE, "--clients 20 --senders 3 --window 4");
		assertThat(run.out()).contains("connected        20 in", "arrived everywhere, in one order");
		assertThat(run.exitCode()).isZero();
	}

	@Test
	void acceptsARightServerWhereEveryoneSpeaks() throws IOException {
		Run run = LoadTool.onChatroom(Fault.NONE, "--clients 3 --senders 3");
		assertThat(run.out()).contains("arrived everywhere, in one order");
		assertThat(run.exitCode()).isZero();
	}

	@Test
	void acceptsARightIrcServer() throws IOException {
		Run run = LoadTool.onIrc(Fault.NONE, "--clients 20 --senders 3 --window 4");
		assertThat(run.out()).contains("arrived everywhere, in one order");
		assertThat(run.exitCode()).isZero();
	}

	@Test
	void seesThatAClientMissesALine() throws IOException {
		Run run = LoadTool.onChatroomThatLoses(OneFault.losesALineOf("u000007"), "--clients 10 --senders 2 --window 2");
		// DeliveryCheckTests checks the exact number; here a busy machine could lose more
		assertThat(run.out()).containsPattern("\\d lost at \\d+ client").doesNotContain("out of order");
		assertThat(run.exitCode()).isOne();
	}

	@Test
	void seesThatAClientGetsTwoLinesSwapped() throws IOException {
		Run run = LoadTool.onChatroom(OneFault.swapsTwoLinesOf("u000007"), "--clients 10 --senders 2 --window 2");
		assertThat(run.out()).contains("out of order at 1 client").doesNotContain("lost");
		assertThat(run.exitCode()).isOne();
	}

	@Test
	void seesThatAnIrcSenderGetsTwoLinesSwapped() throws IOException {
		Run run = LoadTool.onIrc(OneFault.swapsTwoLinesOf("u000000"), "--clients 10 --senders 3 --window 2");
		assertThat(run.out()).contains("out of order at 1 client").doesNotContain("lost");
		assertThat(run.exitCode()).isOne();
	}

	@Test
	void seesThatASendersLinesChangeOrderForEveryone() throws IOException {
		Run run = LoadTool.onChatroom(OneFault.swapsTwoLinesOf("u000000"), "--clients 1 --window 3");
		assertThat(run.out()).contains("out of order at 1 client").doesNotContain("lost");
		assertThat(run.exitCode()).isOne();
	}

	@Test
	void seesThatAClientGetsALineTwice() throws IOException {
		Run run = LoadTool.onChatroom(OneFault.repeatsALineOf("u000007"), "--clients 10 --senders 2 --window 2");
		// the run may end when all clients have as many lines as they should
		assertThat(run.out()).containsPattern("1 too many|out of order at 1 client");
		assertThat(run.exitCode()).isOne();
	}

	@Test
	void seesThatAClientIsDisconnected() throws IOException {
		Run run = LoadTool.onChatroom(OneFault.hangsUpOn("u000007"), "--clients 10 --senders 2 --window 2");
		assertThat(run.out()).contains("1 client disconnected", "u000007 was disconnected: ").doesNotContain("lost");
		assertThat(run.exitCode()).isOne();
	}

	@Test
	void stopsWhenEveryoneIsDisconnected() throws IOException {
		Run run = LoadTool.onChatroom(OneFault.hangsUpOn("u000000"), "--clients 1 --seconds 50");
		assertThat(run.err()).contains("no client is left; u000000 was disconnected: ");
		assertThat(run.exitCode()).isOne();
	}

	@Test
	void seesThatAClientIsNotLetIn() throws IOException {
		Fault full = new Fault() {
			@Override
			public boolean admits(SmallChatMember member) {
				return !member.name().equals("u000005");
			}
		};
		Run run = LoadTool.onChatroom(full, "--clients 10");
		assertThat(run.err()).contains("u000005 was not let in: ", "The room is full. Goodbye!");
		assertThat(run.exitCode()).isOne();
	}

	@Test
	void acceptsThatTheStalledAreEvicted() throws IOException {
		Fault evicts = new Fault() {
			@Override
			public void deliver(SmallChatMember member, String line) {
				if (member.name().equals("u000004") || member.name().equals("u000005")) {
					member.hangUp();
				}
				member.send(line);
			}
		};
		Run run = LoadTool.onChatroom(evicts, "--clients 6 --senders 4 --stalled 2");
		assertThat(run.out()).contains("arrived everywhere, in one order", "stalled evicted  2 of 2");
		assertThat(run.exitCode()).isZero();
	}

	@Test
	void tellsThatTheStalledAreNotEvicted() throws IOException {
		Run run = LoadTool.onChatroomWithoutMore(Fault.NONE, "--clients 6 --rate 20 --stalled 2");
		assertThat(run.out()).contains("arrived everywhere, in one order", "stalled evicted  0 of 2");
		assertThat(run.exitCode()).isZero();
	}

}
