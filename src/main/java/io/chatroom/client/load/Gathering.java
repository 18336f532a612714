package io.chatroom.client.load;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Connects all clients and signs them in, a limited number at a time, within a time
 * limit. Used by the load thread only.
 */
final class Gathering implements CrowdListener {

	private static final long STANDSTILL = TimeUnit.SECONDS.toNanos(60);

	private static final long LIMIT = TimeUnit.MINUTES.toNanos(10);

	private static final long QUIET_LIMIT = TimeUnit.SECONDS.toNanos(60);

	private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(20);

	// A source address has about 28,000 ephemeral ports.
	private static final int CLIENTS_PER_ADDRESS = 25_000;

	private final Crowd crowd;

	private final LoadOptions options;

	private final LoadProgress progress;

	private Optional<String> failure = Optional.empty();

	Gathering(Crowd crowd, LoadOptions options, LoadProgress progress) {
		this.crowd = crowd;
		this.options = options;
		this.progress = progress;
	}

	/** Returns when every client is in the room. Fails if one was rejected. */
	void letAllIn() throws IOException {
		List<LoadClient> clients = this.crowd.clients();
		long start = System.nanoTime();
		long advance = start;
		int entering = this.options.dialect().entering();
		int opened = 0;
		int letIn = 0;
		while (letIn < clients.size()) {
			for (; opened < clients.size() && opened - letIn < entering; opened++) {
				connect(clients.get(opened));
			}
			turn();
			int before = letIn;
			letIn = (int) clients.stream().filter(LoadClient::letIn).count();
			this.progress.letIn(letIn);
			long now = System.nanoTime();
			advance = (letIn > before) ? now : advance;
			if (now - advance > STANDSTILL || now - start > LIMIT) {
				throw new IOException(String.format(Locale.ROOT,
						"only %d of %d clients were let in; last line from the server: '%s'", letIn, clients.size(),
						clients.stream()
							.filter((client) -> !client.letIn())
							.findFirst()
							.map(LoadClient::lastWords)
							.orElse("")));
			}
		}
	}

	/**
	 * Returns when the join lines have stopped: nothing has arrived for the given time.
	 */
	void settle(Duration quiet) throws IOException {
		long start = System.nanoTime();
		while (!this.crowd.quiet(start, quiet) && System.nanoTime() - start < QUIET_LIMIT) {
			turn();
		}
	}

	@Override
	public void ended(LoadClient client, String reason) {
		String said = client.lastWords().isEmpty() ? "" : ", after the server sent: " + client.lastWords();
		this.failure = Optional.of(String.format(Locale.ROOT, "%s was not let in: %s%s", client.name(), reason, said));
	}

	private void turn() throws IOException {
		this.crowd.turn(LOOK, this);
		if (this.failure.isPresent()) {
			throw new IOException(this.failure.get());
		}
	}

	private void connect(LoadClient client) throws IOException {
		client.connection(LoadConnection.open(this.crowd.selector(), source(client),
				this.options.server(client.index()), client));
	}

	private Optional<InetSocketAddress> source(LoadClient client) {
		InetAddress server = this.options.server(client.index()).getAddress();
		boolean spread = this.options.clients() > CLIENTS_PER_ADDRESS && server.isLoopbackAddress()
				&& server instanceof Inet4Address;
		return spread ? Optional.of(new InetSocketAddress("127.0.0." + (2 + client.index() / CLIENTS_PER_ADDRESS), 0))
				: Optional.empty();
	}

}
