package io.chatroom.client.load;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveryCheckTests {

	private final LoadOptions options = LoadOptions.parse(new LoadArguments("--clients", "3"));

	private final List<LoadClient> clients = clients(this.options);

	private final SentLines sent = new SentLines(this.options);

	private final DeliveryCheck check = new DeliveryCheck(this.options, this.clients, this.sent,
			new Departures(this.options, this.clients));

	@Test
	void acceptsThatAllHaveAllInOneOrder() {
		send(3);
		receive(0, 0, 1, 2);
		receive(1, 0, 1, 2);
		receive(2, 0, 1, 2);
		assertThat(this.check.complete()).isTrue();
		assertThat(sentence()).isEqualTo("arrived everywhere, in one order");
	}

	@Test
	void countsWhatIsLost() {
		send(3);
		receive(0, 0, 1, 2);
		receive(1, 0, 2);
		receive(2, 0, 1, 2);
		assertThat(this.check.complete()).isFalse();
		assertThat(sentence()).isEqualTo("1 lost at 1 client");
	}

	@Test
	void countsWhatIsTooMany() {
		send(2);
		receive(0, 0, 1);
		receive(1, 0, 0, 1);
		receive(2, 0, 1);
		assertThat(sentence()).isEqualTo("1 too many");
	}

	@Test
	void seesAnotherOrder() {
		send(2);
		receive(0, 0, 1);
		receive(1, 1, 0);
		receive(2, 0, 1);
		assertThat(sentence()).isEqualTo("out of order at 1 client");
	}

	static List<LoadClient> clients(LoadOptions options) {
		return IntStream.range(0, options.clients())
			.mapToObj((index) -> new LoadClient(index, options.room(index), options.fate(index)))
			.toList();
	}

	private void send(int lines) {
		for (int i = 0; i < lines; i++) {
			this.sent.add(0, i);
		}
	}

	private void receive(int client, long... ids) {
		for (long id : ids) {
			this.check.received(this.clients.get(client), id);
		}
	}

	private String sentence() {
		return this.check.verdict(0, 0, Optional.empty()).sentence();
	}

}
