package io.chatroom.chat;

import java.util.List;
import java.util.Map;

/**
 * Receives what a {@link RoomLog} has decided about a room. It must not call the log.
 */
@FunctionalInterface
public interface RoomListener {

	/**
	 * Receives the next entries.
	 */
	void ordered(List<Entry> entries);

	/**
	 * A line could not be stored: it has no number, and will have none.
	 * @param client the id of the client that sent it
	 */
	default void refused(String client) {
		// a log that stores nothing refuses nothing
	}

	/**
	 * Entries that were handed over, or that somebody else has received, are lost. The
	 * room begins anew with what is kept, and the entries that follow have the next
	 * numbers.
	 * @param kept what is kept: another epoch, and the number of the last entry that is
	 * not lost
	 * @return the names of the members that this process has there, by client. Where the
	 * log has kept others, that they came or went is lost.
	 */
	default Map<String, String> renewed(KeptRoom kept) {
		// a log of one process begins anew only at a start
		return Map.of();
	}

}
