package io.chatroom.client;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

	private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(ms|s|m|h)");

	static final Set<String> SWITCHES = Set.of("--tls", "--json", "--no-reconnect", "--no-bell", "--quiet-joins");

	static final Map<String, String> VALUES = Map.of("--ca", "a file", "--cert", "a file", "--key", "a file", "--name",
			"a name", "--password-file", "a file", "--room", "a room", "--color", "auto, always or never");

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
		Set<String> switches = new HashSet<>();
		Map<String, String> values = new HashMap<>();
		List<String> rest = new ArrayList<>();
		Duration patience = Duration.ZERO;
		for (ListIterator<String> left = List.of(words).listIterator(); left.hasNext();) {
			String word = Decodable.require(left.next());
			String[] option = word.split("=", 2);
			if (!word.startsWith("-")) {
				rest.add(word);
			}
			else if (SWITCHES.contains(word)) {
				switches.add(word);
			}
			else if (option[0].equals("--wait")) {
				patience = (option.length == 2) ? patience(option[1]) : patience(left);
			}
			else if (VALUES.containsKey(option[0])) {
				values.put(option[0], value(option, left));
			}
			else {
				throw new IllegalArgumentException(String.format(Locale.ROOT, "Unknown option '%s'.", word));
			}
		}
		boolean tls = switches.contains("--tls");
		String name = name(environment, values);
		return new ConnectArguments(servers(rest, tls ? DEFAULT_TLS_PORT : DEFAULT_PORT), name,
				password(environment, values, name), room(values), files(tls, values), switches.contains("--json"),
				!switches.contains("--no-reconnect"), patience, colour(values.getOrDefault("--color", "auto")),
				!switches.contains("--no-bell"), switches.contains("--quiet-joins"));
	}

	/**
	 * Returns the time in the next argument, or forever if that is not a time.
	 */
	private static Duration patience(ListIterator<String> left) {
		String next = left.hasNext() ? left.next() : "";
		if (next.matches("[0-9]+[a-z]*")) {
			return patience(next);
		}
		if (!next.isEmpty()) {
			left.previous();
		}
		return ChronoUnit.FOREVER.getDuration();
	}

	private static Duration patience(String text) {
		Matcher time = TIME.matcher(text);
		if (!time.matches()) {
			throw new IllegalArgumentException(String.format(Locale.ROOT,
					"--wait takes a time such as 30s or 5m, or nothing, but not '%s'.", text));
		}
		return Duration.of(Long.parseLong(time.group(1)), switch (time.group(2)) {
			case "ms" -> ChronoUnit.MILLIS;
			case "m" -> ChronoUnit.MINUTES;
			case "h" -> ChronoUnit.HOURS;
			default -> ChronoUnit.SECONDS;
		});
	}

	private static String value(String[] option, Iterator<String> left) {
		String value = (option.length == 2) ? option[1] : left.hasNext() ? Decodable.require(left.next()) : "";
		if (value.isBlank()) {
			throw needs(option[0]);
		}
		return value;
	}

	private static IllegalArgumentException needs(String option) {
		return new IllegalArgumentException(String.format(Locale.ROOT, "%s needs %s.", option, VALUES.get(option)));
	}

	private static @Nullable String name(Map<String, String> environment, Map<String, String> values) {
		String given = values.containsKey("--name") ? "--name" : "CHAT_NAME";
		String name = ByteOrderMark.cut(values.getOrDefault("--name", environment.getOrDefault("CHAT_NAME", "")));
		Decodable.require(given + "=" + name);
		if (name.strip().startsWith("#") || name.chars().anyMatch(Character::isISOControl)) {
			// the server would take the name as a command, or as several lines
			throw new IllegalArgumentException(String.format(Locale.ROOT,
					"%s is not a valid name: it begins with # or has control characters.", given));
		}
		return name.isBlank() ? null : name;
	}

	private static @Nullable GivenPassword password(Map<String, String> environment, Map<String, String> values,
			@Nullable String name) {
		Path file = path(values, "--password-file");
		if (file != null && name == null) {
			throw new IllegalArgumentException("--password-file needs --name.");
		}
		return (name != null) ? GivenPassword.of(environment, file) : null;
	}

	private static @Nullable String room(Map<String, String> values) {
		String room = values.get("--room");
		if (room != null && room.chars().anyMatch(Character::isISOControl)) {
			throw new IllegalArgumentException("--room is not a valid room: it has control characters.");
		}
		String bare = (room != null && room.startsWith("#")) ? room.substring(1) : room;
		if (bare != null && bare.isBlank()) {
			throw needs("--room");
		}
		return bare;
	}

	private static @Nullable TlsFiles files(boolean tls, Map<String, String> values) {
		TlsFiles files = new TlsFiles(path(values, "--ca"), path(values, "--cert"), path(values, "--key"));
		if (tls && (files.certificate() == null) != (files.key() == null)) {
			throw new IllegalArgumentException("--cert and --key must be given together.");
		}
		if (tls) {
			return files;
		}
		for (String option : List.of("--ca", "--cert", "--key")) {
			if (values.containsKey(option)) {
				throw new IllegalArgumentException(option + " needs --tls.");
			}
		}
		return null;
	}

	private static @Nullable Path path(Map<String, String> values, String option) {
		String file = values.get(option);
		return (file != null) ? Path.of(file) : null;
	}

	private static Colour colour(String word) {
		for (Colour colour : Colour.values()) {
			if (colour.name().toLowerCase(Locale.ROOT).equals(word)) {
				return colour;
			}
		}
		throw new IllegalArgumentException("--color is auto, always or never.");
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
