package io.chatroom.client.load.resume;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.chatroom.client.HostAndPort;
import io.chatroom.protocol.JsonReader;
import io.chatroom.protocol.Replayed;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.ServerEvent;
import io.chatroom.protocol.Stamped;

/**
 * Reads the history of a room from one server, by a resume on a connection of its own.
 */
final class HistoryReader {

	private static final int TIMEOUT_MILLIS = 10_000;

	private final HostAndPort server;

	private final Supplier<String> names;

	/**
	 * Creates a reader.
	 * @param names gives a name to each connection: the server repeats events only to
	 * members
	 */
	HistoryReader(HostAndPort server, Supplier<String> names) {
		this.server = server;
		this.names = names;
	}

	/**
	 * Reads all events after a number.
	 * @throws IOException if the server does not answer
	 * @throws RefusedException if the server does not have all of them
	 */
	void read(String epoch, long after, Consumer<Stamped> events) throws IOException, RefusedException {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(this.server.host(), this.server.port()), TIMEOUT_MILLIS);
			socket.setSoTimeout(TIMEOUT_MILLIS);
			BufferedReader in = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
			next(in);
			socket.getOutputStream()
				.write(String
					.format(Locale.ROOT, "#format json\r\n#resume %d %s\r\n%s\r\n", after, epoch, this.names.get())
					.getBytes(StandardCharsets.US_ASCII));
			for (boolean all = false; !all;) {
				ServerEvent event = JsonReader.read(next(in));
				switch (event) {
					case Replayed(Stamped stamped) -> events.accept(stamped);
					case Welcome welcome -> all = true;
					case Refused refused -> throw new RefusedException(refused.text());
					case null, default -> {
						// is not about the history
					}
				}
			}
		}
		catch (ParseException ex) {
			throw new IOException("no JSON mode", ex);
		}
	}

	private static String next(BufferedReader in) throws IOException {
		String line = in.readLine();
		if (line == null) {
			throw new EOFException("it closed the connection");
		}
		return line;
	}

	/** The server does not have all events. */
	static final class RefusedException extends Exception {

		private static final long serialVersionUID = 1L;

		RefusedException(String message) {
			super(message);
		}

	}

}
