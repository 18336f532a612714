package io.chatroom.client.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.chatroom.client.HostAndPort;
import io.chatroom.client.UsageException;

/**
 * The options of one run.
 *
 * @param servers the addresses to connect to, resolved once
 * @param clients the number of clients, with the stalled and the resetting ones
 * @param rooms over how many rooms the clients are spread
 * @param senders how many of them send; the first ones
 * @param window lines in flight per sender, used when {@code rate} is 0
 * @param rate lines per second of all senders together, 0 for a closed loop
 * @param size bytes of a line's text, without the sender's name and the line end
 * @param measured the measured time
 * @param warmup how long lines flow before the measured time
 * @param stalled how many clients stop reading; the last ones
 * @param resetting how many clients reset their connections halfway through the measured
 * time; the last ones
 * @param dialect the server's protocol
 * @param actuator base URL of the server's Actuator
 * @param resumes whether clients resume after a lost connection, and all is compared
 * @param json the file for the results as JSON
 * @param plot the file for the charts
 */
record LoadOptions(List<InetSocketAddress> servers, int clients, int rooms, int senders, int window, double rate,
		int size, Duration measured, Duration warmup, int stalled, int resetting, Dialect dialect,
		Optional<URI> actuator, boolean resumes, Optional<Path> json, Optional<Path> plot) {

	private static final int DEFAULT_PORT = 5000;

	private static final int MOST_CLIENTS = 500_000;

	private static final List<String> NOT_WITH_RESUME = List.of("--stalled", "--resetting", "--dialect", "--actuator",
			"--warmup", "--json", "--plot");

	static LoadOptions parse(LoadArguments arguments) {
		if (arguments.has("--window") && arguments.has("--rate")) {
			throw new UsageException("--window and --rate exclude each other: a closed loop or a fixed rate.");
		}
		for (String option : arguments.has("--resume") ? NOT_WITH_RESUME : List.<String>of()) {
			if (arguments.has(option)) {
				throw new UsageException("--resume and " + option + " exclude each other.");
			}
		}
		Dialect dialect = dialect(arguments.text("--dialect").orElse("chatroom"));
		int clients = arguments.whole("--clients", 100, 1, MOST_CLIENTS);
		int stalled = arguments.whole("--stalled", 0, 0, clients - 1);
		int resetting = resetting(arguments, clients, dialect);
		int rooms = rooms(arguments, clients - stalled - resetting, dialect);
		int senders = arguments.whole("--senders", 1, 1, MOST_CLIENTS);
		int listeners = clients - stalled - resetting - (dialect.echoes() ? 0 : 1);
		if (senders > listeners) {
			throw new UsageException(String.format(Locale.ROOT, "%d senders are too many: %d of %d clients can send.",
					senders, Math.max(listeners, 0), clients));
		}
		int size = arguments.whole("--size", 64, LineTag.LENGTH, dialect.longestText());
		return new LoadOptions(servers(arguments), clients, rooms, senders, arguments.whole("--window", 1, 1, 10_000),
				arguments.decimal("--rate", 0, 0.1, 1_000_000), size, seconds(arguments, "--seconds", 10, 0.1),
				seconds(arguments, "--warmup", 2, 0), stalled, resetting, dialect,
				arguments.text("--actuator").map(LoadOptions::uri), arguments.has("--resume"),
				file(arguments, "--json"), file(arguments, "--plot"));
	}

	boolean closedLoop() {
		return this.rate == 0;
	}

	/** How many clients stay connected and read to the end. */
	int readers() {
		return this.clients - this.stalled - this.resetting;
	}

	/**
	 * The room of the client with this index: 0 for the one in which everyone begins,
	 * otherwise from 1 to {@code rooms}.
	 */
	int room(int index) {
		return (this.rooms > 1) ? 1 + index % this.rooms : 0;
	}

	/**
	 * The index of the client that watches a sender: the next one in its room. Otherwise
	 * the sender's own socket would set the pace.
	 */
	int watcher(int sender) {
		int next = sender + this.rooms;
		return (next < readers()) ? next : sender % this.rooms;
	}

	/** The server of the client with this index. Each room has clients on all servers. */
	InetSocketAddress server(int index) {
		return this.servers.get(index / this.rooms % this.servers.size());
	}

	/** What the client with this index does during the measurement. */
	LoadClient.Fate fate(int index) {
		if (index < readers()) {
			return LoadClient.Fate.STAYS;
		}
		return (this.stalled > 0) ? LoadClient.Fate.STALLS : LoadClient.Fate.RESETS;
	}

	private static int resetting(LoadArguments arguments, int clients, Dialect dialect) {
		if (arguments.has("--resetting") && arguments.has("--stalled")) {
			throw new UsageException("--resetting and --stalled exclude each other.");
		}
		int resetting = arguments.whole("--resetting", 0, 0, clients - 1);
		if (resetting > 0 && dialect.leaveLine("").isEmpty()) {
			throw new UsageException("--resetting does not work with --dialect " + dialect + ".");
		}
		return resetting;
	}

	private static int rooms(LoadArguments arguments, int readers, Dialect dialect) {
		int rooms = arguments.whole("--rooms", 1, 1, readers);
		if (rooms > 1 && !dialect.hasRooms()) {
			throw new UsageException("--rooms does not work with --dialect " + dialect + ".");
		}
		return rooms;
	}

	private static Dialect dialect(String name) {
		return switch (name.toLowerCase(Locale.ROOT)) {
			case "chatroom" -> new ChatroomDialect();
			case "irc" -> new IrcDialect();
			default -> throw new UsageException("--dialect is chatroom or irc, not '" + name + "'.");
		};
	}

	private static List<InetSocketAddress> servers(LoadArguments arguments) {
		boolean owned = arguments.has("--i-own-this-host");
		if (!arguments.has("--server")) {
			return List.of(server(arguments.text("--host").orElse("127.0.0.1"),
					arguments.whole("--port", DEFAULT_PORT, 1, 65_535), owned));
		}
		if (arguments.has("--host") || arguments.has("--port")) {
			throw new UsageException("--server has the hosts and the ports; --host and --port are for one.");
		}
		try {
			return HostAndPort.parseAll(arguments.text("--server").orElseThrow(), DEFAULT_PORT)
				.stream()
				.map((server) -> server(server.host(), server.port(), owned))
				.toList();
		}
		catch (UsageException ex) {
			throw ex;
		}
		catch (IllegalArgumentException ex) {
			throw new UsageException("--server: " + ex.getMessage());
		}
	}

	private static InetSocketAddress server(String host, int port, boolean owned) {
		try {
			InetAddress address = InetAddress.getByName(host);
			if (!address.isLoopbackAddress() && !owned) {
				throw new UsageException(String.format(Locale.ROOT,
						"'%s' is not this machine; load on it needs --i-own-this-host, and its owner's consent.",
						host));
			}
			return new InetSocketAddress(address, port);
		}
		catch (UnknownHostException ex) {
			throw new UsageException("there is no host '" + host + "'.");
		}
	}

	private static Duration seconds(LoadArguments arguments, String name, double otherwise, double least) {
		return Duration.ofMillis(Math.round(arguments.decimal(name, otherwise, least, 3600) * 1000));
	}

	private static URI uri(String text) {
		try {
			URI uri = new URI(text.replaceFirst("/+$", ""));
			if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
				return uri;
			}
		}
		catch (URISyntaxException ex) {
			throw new UsageException("--actuator takes an address, not '" + text + "'.");
		}
		throw new UsageException(
				"--actuator takes an address such as http://localhost:8080/actuator, not '" + text + "'.");
	}

	// Checked before the run, so that its results are not lost.
	private static Optional<Path> file(LoadArguments arguments, String name) {
		Optional<Path> file = arguments.text(name).map(Path::of);
		if (file.isPresent() && !Files.isDirectory(file.get().resolveSibling("").toAbsolutePath())) {
			throw new UsageException(String.format(Locale.ROOT, "%s %s: there is no such folder.", name, file.get()));
		}
		return file;
	}

}
