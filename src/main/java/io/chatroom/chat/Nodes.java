package io.chatroom.chat;

import io.chatroom.protocol.CloseReason;
import org.jspecify.annotations.Nullable;

/**
 * A port: the other nodes of the chat. All nodes share the rooms, the names and the
 * records; each has clients of its own. The id of another node's client is never that of
 * one of this node. All methods may wait for a network, so they are called without a
 * lock. Any thread.
 */
public interface Nodes {

	/** The nodes of a chat that has only this one. */
	Nodes NONE = new Nodes() {

		@Override
		public void open(Inbox inbox) {
			// nobody sends anything
		}

		@Override
		public @Nullable Presence ask(NodeMessage.ToClient message) {
			return null;
		}

		@Override
		public void tellAll(NodeMessage.ToAll message) {
			// there are no others
		}

		@Override
		public void leave() {
			// nobody stays to see it
		}

	};

	/**
	 * Begins to receive. Called once, before clients connect.
	 * @param inbox receives what other nodes send, and what happens to this one
	 */
	void open(Inbox inbox);

	/**
	 * Sends a message to the node of a client, and waits for the answer.
	 * @return what {@link Inbox#received} returned there; null if the client is not there
	 * any more, or its node does not answer in time
	 * @throws java.io.UncheckedIOException if it cannot be sent
	 */
	@Nullable Presence ask(NodeMessage.ToClient message);

	/**
	 * Sends a message to all other nodes, and waits until they have done it. A node that
	 * is slow may do it later.
	 * @throws java.io.UncheckedIOException if it cannot be sent
	 */
	void tellAll(NodeMessage.ToAll message);

	/**
	 * Lets the members of this node leave their rooms, and frees their names, so that
	 * they can have them on another node. All that was proposed is applied before.
	 */
	void leave();

	/**
	 * What a node receives. Any thread; not under a lock.
	 */
	interface Inbox {

		/**
		 * Does what another node asks for.
		 * @return where the client of a {@link NodeMessage.ToClient} was; null if it is
		 * not here
		 */
		@Nullable Presence received(NodeMessage message);

		/**
		 * Sends all clients of this node away without a leave: other nodes have let them
		 * leave, or will. Returns when nothing is proposed for them any more. Later
		 * clients are those of another incarnation.
		 * @param reason why
		 */
		void dropped(CloseReason reason);

	}

}
