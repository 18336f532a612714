package io.chatroom.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Parses the arguments of {@code connect}.
 *
 * @param servers the servers to try, in this order
 * @param name the name to sign in with, null to ask the user for one
 * @param password the password of the name, null if none is given
 * @param room the room to go to, null for the one in which everyone begins
 * @param tls the PEM files for TLS, null for a connection without TLS
 * @param json whether the events of the JSON mode are printed as received
 * @param reconnect whether to reconnect when the connection is lost
 * @param patience how long to wait for a server that is not up yet, zero not to wait
 * @param colour when a terminal shows colours
 * @param bell whether a terminal rings when a line mentions the user's name
 * @param quietJoins whether a terminal combines joins and leaves into one line
 */
record ConnectArguments(List<HostAndPort> servers, @Nullable String name, @Nullable GivenPassword password,
		@Nullable String room, @Nullable TlsFiles tls, boolean json, boolean reconnect, Duration patience,
		Colour colour, boolean bell, boolean quietJoins) {

	private static final int DEFAULT_PORT = 5000;

	private static final int DEFAULT_TLS_PORT = 5001;

	/** For a program: waits a minute for the first connection. */
	static ConnectArguments ofProgram(List<HostAndPort> servers, String name, @Nullable String room) {
		return new ConnectArguments(servers, name, null, room, null, true, true, Duration.ofMinutes(1), Colour.NEVER,
				false, false);
	}

	/**
	 * Parses the arguments.
	 * @param environment the environment variables, of which {@code CHAT_NAME} and
	 * {@code CHAT_PASSWORD} are read
	 * @throws IllegalArgumentException with a message for the user
	 */
	static ConnectArguments parse(Map<String, String> environment, String... words) {
		ConnectWords given = ConnectWords.parse(words);
		boolean tls = given.has("--tls");
		String name = name(environment, given);
		return new ConnectArguments(servers(given.rest(), tls ? DEFAULT_TLS_PORT : DEFAULT_PORT), name,
				password(environment, given, name), room(given), files(tls, given), given.has("--json"),
				!given.has("--no-reconnect"), given.patience(), colour(given.value("--color", "auto")),
				!given.has("--no-bell"), given.has("--quiet-joins"));
	}

	private static @Nullable String name(Map<String, String> environment, ConnectWords given) {
		String source = given.has("--name") ? "--name" : "CHAT_NAME";
		String name = ByteOrderMark.cut(given.value("--name", environment.getOrDefault("CHAT_NAME", "")));
		Decodable.require(source + "=" + name);
		if (name.strip().startsWith("#") || name.chars().anyMatch(Character::isISOControl)) {
			// the server would take the name as a command, or as several lines
			throw new IllegalArgumentException(String.format(Locale.ROOT,
					"%s is not a valid name: it begins with # or has control characters.", source));
		}
		return name.isBlank() ? null : name;
	}

	private static @Nullable GivenPassword password(Map<String, String> environment, ConnectWords given,
			@Nullable String name) {
		Path file = given.path("--password-file");
		if (file != null && name == null) {
			throw new IllegalArgumentException("--password-file needs --name.");
		}
		return (name != null) ? GivenPassword.of(environment, file) : null;
	}

	private static @Nullable String room(ConnectWords given) {
		String room = given.value("--room");
		if (room != null && room.chars().anyMatch(Character::isISOControl)) {
			throw new IllegalArgumentException("--room is not a valid room: it has control characters.");
		}
		String bare = (room != null && room.startsWith("#")) ? room.substring(1) : room;
		if (bare != null && bare.isBlank()) {
			throw ConnectWords.needs("--room");
		}
		return bare;
	}

	private static @Nullable TlsFiles files(boolean tls, ConnectWords given) {
		TlsFiles files = new TlsFiles(given.path("--ca"), given.path("--cert"), given.path("--key"));
		if (tls && (files.certificate() == null) != (files.key() == null)) {
			throw new IllegalArgumentException("--cert and --key must be given together.");
		}
		if (tls) {
			return files;
		}
		for (String option : List.of("--ca", "--cert", "--key")) {
			if (given.has(option)) {
				throw new IllegalArgumentException(option + " needs --tls.");
			}
		}
		return null;
	}

	private static Colour colour(String word) {
		for (Colour colour : Colour.values()) {
			if (colour.name().toLowerCase(Locale.ROOT).equals(word)) {
				return colour;
			}
		}
		throw new IllegalArgumentException("--color is auto, always or never, but not '" + word + "'.");
	}

	private static List<HostAndPort> servers(List<String> words, int defaultPort) {
		return switch (words.size()) {
			case 0 -> List.of(new HostAndPort("localhost", defaultPort));
			case 1 -> HostAndPort.parseAll(words.getFirst(), defaultPort);
			case 2 -> {
				int port = HostAndPort.parsePort(words.getLast());
				List<HostAndPort> servers = HostAndPort.parseAll(words.getFirst(), port);
				if (servers.stream().anyMatch((server) -> server.port() != port)) {
					throw new IllegalArgumentException("The port is given twice.");
				}
				yield servers;
			}
			default -> throw new IllegalArgumentException("There are too many arguments.");
		};
	}

	/** When a terminal shows colours. */
	enum Colour {

		/** Unless {@code NO_COLOR} is set. */
		AUTO,
		/** Always, regardless of {@code NO_COLOR}. */
		ALWAYS,
		/** Never. */
		NEVER

	}

	/**
	 * The PEM files for TLS.
	 *
	 * @param authorities the CA certificates to trust, null for those of the JDK
	 * @param certificate the client certificate with its intermediate certificates, null
	 * for none
	 * @param key the private key of the client certificate
	 */
	record TlsFiles(@Nullable Path authorities, @Nullable Path certificate, @Nullable Path key) {
	}

}
