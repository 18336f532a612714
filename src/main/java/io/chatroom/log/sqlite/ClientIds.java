package io.chatroom.log.sqlite;

import org.jspecify.annotations.Nullable;

/**
 * The ids of clients, as they are kept. Each process begins to number its connections
 * anew, so a client is kept with the number of the start: {@code 7.c5}. Those of earlier
 * processes have that id also here, so it is never that of a client which is connected.
 */
final class ClientIds {

	private final String prefix;

	/**
	 * Creates the ids of this process.
	 * @param starts how often the database was opened
	 */
	ClientIds(long starts) {
		this.prefix = starts + ".";
	}

	/**
	 * Returns how a client is kept.
	 * @param client the client's id in this process, without a dot; or as it is kept
	 */
	@Nullable String kept(@Nullable String client) {
		return (client == null || client.indexOf('.') >= 0) ? client : this.prefix + client;
	}

	/**
	 * Returns the id of a client in this process.
	 * @param kept how it is kept
	 */
	@Nullable String known(@Nullable String kept) {
		return (kept != null && kept.startsWith(this.prefix)) ? kept.substring(this.prefix.length()) : kept;
	}

}
