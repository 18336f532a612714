package io.chatroom.log.redis;

/**
 * Translates ids of clients: the chat knows a client of this process by the id of its
 * connection, and all nodes know it by another one.
 */
interface ClientIds {

	/**
	 * Returns the id of a client in the cluster.
	 * @param client its id as the chat knows it
	 */
	String kept(String client);

	/**
	 * Returns the id of a client as the chat knows it.
	 * @param kept its id in the cluster
	 */
	String known(String kept);

	/**
	 * Returns whether a client is one of this process: ids of others have a dot.
	 * @param known its id as the chat knows it
	 */
	static boolean isOwn(String known) {
		return known.indexOf('.') < 0;
	}

}
