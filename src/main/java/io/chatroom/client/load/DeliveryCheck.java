package io.chatroom.client.load;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Checks that every client received every line of its room and none of another, in the
 * same order as the others in its room. If the server does not send a line back to its
 * sender, senders see only part of the lines. Then the first client that sends nothing is
 * the reference for their order. Used by the load thread only.
 */
final class DeliveryCheck {

	private final List<LoadClient> readers;

	private final List<LoadClient> leaving;

	private final Departures departures;

	private final SentLines sent;

	private final Optional<LoadClient> witness;

	private final LineOrder witnessed;

	DeliveryCheck(LoadOptions options, List<LoadClient> clients, SentLines sent, Departures departures) {
		this.readers = clients.subList(0, options.readers());
		this.leaving = clients.subList(options.readers(), clients.size());
		this.departures = departures;
		this.sent = sent;
		this.witness = options.dialect().echoes() ? Optional.empty() : Optional.of(clients.get(options.senders()));
		this.witnessed = new LineOrder(options.senders());
	}

	void received(LoadClient client, long id) {
		// the room of a line that is too old to be known does not matter: it is surplus
		if (this.sent.knows(id) && this.sent.room(id) != client.room()) {
			client.seen().addStray();
			return;
		}
		client.seen().add(id);
		if (this.witness.isPresent() && this.witness.get() == client) {
			this.witnessed.witnessed(this.sent.sender(id), id);
		}
	}

	/** Whether every client still connected has received as many lines as it should. */
	boolean complete() {
		return this.readers.stream()
			.allMatch((client) -> client.gone()
					|| (client.seen().count() >= expected(client) && this.departures.toldOf(client)));
	}

	Verdict verdict(int disconnected, long others, Optional<String> note) {
		List<LoadClient> present = this.readers.stream().filter((client) -> !client.gone()).toList();
		Receipts lines = present.stream().map(this::receipts).reduce(Receipts.RIGHT, Receipts::plus);
		Receipts leaves = present.stream().map(this.departures::receipts).reduce(Receipts.RIGHT, Receipts::plus);
		int evicted = (int) this.leaving.stream()
			.filter((client) -> client.fate() == LoadClient.Fate.STALLS && client.gone())
			.count();
		long strays = present.stream().mapToLong((client) -> client.seen().strays()).sum();
		int disordered = present.stream()
			.collect(Collectors.groupingBy(LoadClient::room))
			.values()
			.stream()
			.mapToInt(this::disordered)
			.sum();
		return new Verdict(this.sent.count(), lines, leaves, strays, disordered, disconnected, evicted, others, note);
	}

	private Receipts receipts(LoadClient client) {
		long missing = expected(client) - client.seen().count();
		return Receipts.of(Math.max(0, missing), Math.max(0, -missing));
	}

	// Clients with missing or surplus lines are left out here: their order differs
	// anyway, and they are counted as lost or surplus.
	private int disordered(List<LoadClient> room) {
		Map<Long, Long> orders = room.stream()
			.filter(this::seesAll)
			.filter(this::seenAll)
			.collect(Collectors.groupingBy((client) -> client.seen().order(), Collectors.counting()));
		long usual = orders.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(0L);
		return (int) room.stream()
			.filter((client) -> client.seen().watchedOutOfOrder()
					|| (seenAll(client) && client.seen().order() != order(client, usual)))
			.count();
	}

	private long order(LoadClient client, long usual) {
		return seesAll(client) ? usual : this.witnessed.without(client.index());
	}

	private long expected(LoadClient client) {
		return this.sent.count(client.room()) - (seesAll(client) ? 0 : client.sent());
	}

	private boolean seesAll(LoadClient client) {
		return this.witness.isEmpty() || client.sent() == 0;
	}

	private boolean seenAll(LoadClient client) {
		return receipts(client).right() && this.departures.receipts(client).right();
	}

}
