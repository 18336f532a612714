package io.chatroom.log.redis;

/**
 * A process of the chat, as the others know it.
 *
 * @param name its name; a process that is started again has the same
 * @param incarnation which of all that had this name; a higher number is a later one
 */
public record Node(String name, long incarnation) {

	/**
	 * Returns the id of a client in the whole cluster.
	 * @param connection the client's id in this process
	 */
	public String client(String connection) {
		return this.name + "." + this.incarnation + "." + connection;
	}

}
