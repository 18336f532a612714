package io.chatroom.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The words after {@code connect}.
 *
 * @param server where to connect to
 * @param tls whether through TLS
 * @param authorities a PEM file of the authorities to trust, null for the JDK's own
 */
record ConnectArguments(HostAndPort server, boolean tls, @Nullable Path authorities) {

	private static final int DEFAULT_PORT = 5000;

	private static final int DEFAULT_TLS_PORT = 5001;

	/**
	 * Parses them.
	 * @throws IllegalArgumentException with a sentence for the user
	 */
	static ConnectArguments parse(String... words) {
		boolean tls = false;
		Path authorities = null;
		List<String> rest = new ArrayList<>();
		for (Iterator<String> left = List.of(words).iterator(); left.hasNext();) {
			String word = left.next();
			if (word.equals("--tls")) {
				tls = true;
			}
			else if (word.equals("--ca")) {
				if (!left.hasNext()) {
					throw new IllegalArgumentException("--ca needs a file.");
				}
				authorities = Path.of(left.next());
			}
			else if (word.startsWith("-")) {
				throw new IllegalArgumentException("Unknown option '%s'.".formatted(word));
			}
			else {
				rest.add(word);
			}
		}
		if (authorities != null && !tls) {
			throw new IllegalArgumentException("--ca goes with --tls.");
		}
		return new ConnectArguments(server(rest, tls ? DEFAULT_TLS_PORT : DEFAULT_PORT), tls, authorities);
	}

	private static HostAndPort server(List<String> words, int defaultPort) {
		return switch (words.size()) {
			case 0 -> new HostAndPort("localhost", defaultPort);
			case 1 -> HostAndPort.parse(words.getFirst(), defaultPort);
			case 2 -> {
				int port = HostAndPort.parsePort(words.getLast());
				HostAndPort server = HostAndPort.parse(words.getFirst(), port);
				if (server.port() != port) {
					throw new IllegalArgumentException("There are two ports.");
				}
				yield server;
			}
			default -> throw new IllegalArgumentException("There are too many words.");
		};
	}

}
