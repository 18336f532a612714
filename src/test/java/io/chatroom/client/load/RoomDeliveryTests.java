package io.chatroom.client.load;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the load tool checks in each of two rooms: clients 0, 2 and 4 are in one, 1, 3 and
 * 5 in the other; 4 and 5 reset.
 */
class RoomDeliveryTests {

	private final LoadOptions options = LoadOptions
		.parse(new LoadArguments("--clients", "6", "--rooms", "2", "--senders", "2", "--resetting", "2"));

	private final List<LoadClient> clients = DeliveryCheckTests.clients(this.options);

	private final SentLines sent = new SentLines(this.options);

	private final Departures departures = new Departures(this.options, this.clients);

	private final DeliveryCheck check = new DeliveryCheck(this.options, this.clients, this.sent, this.departures);

	@Test
	void acceptsThatEachHasAllOfItsRoom() {
		seeAllLeave();
		send(0, 1, 1);
		receive(0, 0);
		receive(1, 1, 2);
		receive(2, 0);
		receive(3, 1);
		assertThat(this.check.complete()).isFalse();
		receive(3, 2);
		assertThat(this.check.complete()).isTrue();
		assertThat(sentence()).isEqualTo("arrived everywhere, in one order");
	}

	@Test
	void seesLinesOfAnotherRoom() {
		send(0, 1);
		receive(0, 0, 1);
		receive(1, 1);
		receive(2, 0);
		receive(3, 1, 0);
		seeAllLeave();
		assertThat(sentence()).isEqualTo("2 received in another room");
	}

	@Test
	void takesNoLineOfAnotherRoomForOneThatIsLost() {
		send(0, 1);
		receive(0, 0);
		receive(1, 1);
		receive(2, 1);
		receive(3, 1);
		seeAllLeave();
		assertThat(this.check.complete()).isFalse();
		assertThat(sentence()).isEqualTo("1 lost at 1 client; 1 received in another room");
	}

	@Test
	void seesAnotherOrderInEachRoom() {
		send(0, 0, 1, 1);
		receive(0, 0, 1);
		receive(1, 2, 3);
		receive(2, 1, 0);
		receive(3, 3, 2);
		seeAllLeave();
		assertThat(sentence()).isEqualTo("out of order at 2 clients");
	}

	@Test
	void seesThatALeaveLineIsMissing() {
		seeLeave(0, 4);
		seeLeave(1, 5);
		seeLeave(2, 4);
		assertThat(this.check.complete()).isFalse();
		assertThat(sentence()).isEqualTo("1 of the leave lines lost at 1 client");
	}

	@Test
	void seesLeaveLinesOfAnotherRoom() {
		seeAllLeave();
		seeLeave(3, 4);
		assertThat(sentence()).isEqualTo("1 received in another room");
	}

	private void send(int... senders) {
		for (int sender : senders) {
			this.sent.add(sender, 0);
		}
	}

	private void receive(int client, long... ids) {
		for (long id : ids) {
			this.check.received(this.clients.get(client), id);
		}
	}

	private void seeAllLeave() {
		seeLeave(0, 4);
		seeLeave(1, 5);
		seeLeave(2, 4);
		seeLeave(3, 5);
	}

	private void seeLeave(int client, int leaving) {
		String line = this.clients.get(leaving).name() + " has left the chat.";
		assertThat(this.departures.heard(this.clients.get(client), line)).isTrue();
	}

	private String sentence() {
		return this.check.verdict(0, 0, Optional.empty()).sentence();
	}

}
