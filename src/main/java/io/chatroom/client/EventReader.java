package io.chatroom.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import io.chatroom.protocol.JsonReader;
import io.chatroom.protocol.Reply.Members;
import io.chatroom.protocol.SafeText;
import io.chatroom.protocol.ServerEvent;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of a server in JSON mode from one connection. Used by the reader
 * thread only.
 */
final class EventReader {

	private static final int PATIENCE_MILLIS = 30_000;

	private final ServerLines lines;

	private final Standing standing;

	private final Display display;

	private final BooleanSupplier isWaiting;

	/** Names so far, of a list that comes in several events. */
	private final List<String> members = new ArrayList<>();

	/**
	 * Creates a reader.
	 * @param display receives the lines as they are
	 * @param isWaiting whether the server owes the client an answer
	 */
	EventReader(ServerLines lines, Standing standing, Display display, BooleanSupplier isWaiting) throws IOException {
		this.lines = lines;
		this.standing = standing;
		this.display = display;
		this.isWaiting = isWaiting;
		lines.patience(PATIENCE_MILLIS);
	}

	/**
	 * Waits for the next event that the client knows. A list of members is one event,
	 * even if it comes in several.
	 * @throws ParseException if the server has no JSON mode
	 * @throws IOException if the connection is lost
	 */
	ServerEvent next() throws IOException, ParseException {
		while (true) {
			String line = nextLine();
			try {
				ServerEvent event = JsonReader.read(line);
				this.standing.structured();
				this.display.raw(SafeText.of(line), event);
				ServerEvent whole = (event instanceof Members part) ? add(part) : event;
				if (whole != null) {
					return whole;
				}
			}
			catch (ParseException ex) {
				if (!this.standing.isStructured()) {
					throw ex;
				}
				this.display.text(SafeText.of(line));
			}
		}
	}

	/**
	 * Waits for the next line. The connection counts as lost if the server sends nothing
	 * for 30 seconds, and then nothing for another 30 seconds although it owes an answer.
	 */
	private String nextLine() throws IOException {
		boolean waited = false;
		while (true) {
			try {
				String line = this.lines.next();
				if (line == null || !this.lines.wasWhole()) {
					throw new EOFException();
				}
				return line;
			}
			catch (SocketTimeoutException ex) {
				if (waited) {
					throw new IOException("it does not answer", ex);
				}
				waited = this.isWaiting.getAsBoolean();
			}
		}
	}

	/**
	 * Adds one part of a list of members.
	 * @return the whole list, null if more follows
	 */
	private @Nullable Members add(Members part) {
		this.members.addAll(part.names());
		if (part.more() > 0) {
			return null;
		}
		Members whole = new Members(part.room(), List.copyOf(this.members));
		this.members.clear();
		return whole;
	}

}
