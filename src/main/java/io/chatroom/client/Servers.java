package io.chatroom.client;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

import io.chatroom.protocol.SafeText;

/**
 * The servers that the user has named, which have the same rooms. Connects to one of
 * them; each connection begins with the server after the last one tried. Used by one
 * thread at a time.
 */
final class Servers {

	private final List<Dial> dials;

	private int last = -1;

	/**
	 * Creates the servers.
	 * @param dials at least one, in the order in which they are tried
	 */
	Servers(List<Dial> dials) {
		this.dials = List.copyOf(dials);
	}

	/**
	 * Tries each server once, until one lets the client in.
	 * @param failures receives the failures, each with a complete message, after which
	 * another server was tried
	 * @return the connection; if it was rejected, then by the last server, or since the
	 * user is banned
	 * @throws IOException with a complete message, if the last server failed
	 */
	Greeted connect(Consumer<IOException> failures) throws IOException {
		for (int left = this.dials.size() - 1; left > 0; left--) {
			try {
				Greeted greeted = next().connect();
				if (greeted.greeting().isOfChatroom() || greeted.greeting().isBan()) {
					return greeted;
				}
				greeted.close();
				failures.accept(new IOException(SafeText.of(greeted.greeting().text())));
			}
			catch (IOException ex) {
				failures.accept(ex);
			}
		}
		return next().connect();
	}

	/**
	 * Connects once more to the server of the last connection.
	 */
	Greeted again() throws IOException {
		return this.dials.get(this.last).again();
	}

	private Dial next() {
		this.last = (this.last + 1) % this.dials.size();
		return this.dials.get(this.last);
	}

	@Override
	public String toString() {
		return String.join(", ", this.dials.stream().map(Dial::toString).toList());
	}

}
