package io.chatroom.chat;

import org.jspecify.annotations.Nullable;

/**
 * The clients of all nodes. What is done here to a client is done on its node. May wait
 * for a network. Any thread, without a lock.
 */
final class AllClients {

	private final Names names;

	private final Clients clients;

	private final NodeInbox here;

	private final Nodes nodes;

	AllClients(Names names, Clients clients, NodeInbox here, Nodes nodes) {
		this.names = names;
		this.clients = clients;
		this.here = here;
		this.nodes = nodes;
	}

	/**
	 * Returns the client whose name best matches {@code name}, or null.
	 * @param name as it was typed
	 */
	@Nullable Found named(String name) {
		String id = this.names.owner(name);
		Presence presence = (id != null) ? ask(new NodeMessage.Find(id)) : null;
		return (id != null && presence != null) ? new Found(id, presence) : null;
	}

	/**
	 * Asks the node of a client.
	 * @return where the client was, or null if it is not connected any more
	 */
	@Nullable Presence ask(NodeMessage.ToClient message) {
		boolean isHere = this.clients.client(message.client()) != null;
		return isHere ? this.here.handle(message) : this.nodes.ask(message);
	}

	/**
	 * Asks all nodes.
	 */
	void tellAll(NodeMessage.ToAll message) {
		this.here.handle(message);
		this.nodes.tellAll(message);
	}

	/**
	 * A client that is connected.
	 *
	 * @param id its id
	 * @param presence where it is
	 */
	record Found(String id, Presence presence) {
	}

}
