package io.chatroom.chat;

import java.util.List;

import io.chatroom.chat.NodeMessage.Clear;
import io.chatroom.chat.NodeMessage.EndOthers;
import io.chatroom.chat.NodeMessage.EndPrograms;
import io.chatroom.chat.NodeMessage.Find;
import io.chatroom.chat.NodeMessage.Identify;
import io.chatroom.chat.NodeMessage.Impose;
import io.chatroom.chat.NodeMessage.Lift;
import io.chatroom.chat.NodeMessage.Tell;
import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply.Told;
import org.jspecify.annotations.Nullable;

/**
 * Does with the clients of this node what this node, or another one, asks for. Any
 * thread, without a lock.
 */
final class NodeInbox implements Nodes.Inbox {

	private final Clients clients;

	private final Sanctions sanctions;

	private final Enforcement enforcement;

	NodeInbox(Clients clients, Sanctions sanctions, Enforcement enforcement) {
		this.clients = clients;
		this.sanctions = sanctions;
		this.enforcement = enforcement;
	}

	@Override
	public @Nullable Presence received(NodeMessage message) {
		// another node has changed the records
		if (message instanceof Impose || message instanceof Lift) {
			this.sanctions.read();
		}
		return handle(message);
	}

	@Override
	public void dropped(CloseReason reason) {
		this.clients.drop(reason);
	}

	/**
	 * Does what this node asks for.
	 * @return where the client of a {@link NodeMessage.ToClient} was; null if it is not
	 * here
	 */
	@Nullable Presence handle(NodeMessage message) {
		return switch (message) {
			case NodeMessage.ToClient toClient -> {
				Client client = this.clients.client(toClient.client());
				yield (client != null && handle(client, toClient)) ? presence(client) : null;
			}
			case NodeMessage.ToAll toAll -> {
				handle(toAll);
				yield null;
			}
		};
	}

	private static Presence presence(Client client) {
		Identity identity = client.identity;
		return new Presence(client.shownName, client.room.name(), (identity != null) ? identity.account() : null);
	}

	private boolean handle(Client client, NodeMessage.ToClient message) {
		return switch (message) {
			case Find find -> client.life.ending() == null;
			case Tell tell -> tell(client, tell);
			case NodeMessage.End end -> end(client, end);
		};
	}

	private boolean tell(Client client, Tell tell) {
		String to = client.shownName;
		if (to != null) {
			Told message = new Told(tell.at(), tell.from(), to, tell.text(), false);
			this.clients.tell(client, (state) -> client.filter.passes(tell.from(), tell.sender()) ? message : null);
		}
		return to != null;
	}

	private boolean end(Client client, NodeMessage.End end) {
		String by = end.by();
		if (by != null) {
			this.clients.remove(client, end.reason(), end.lastWords(), by, end.why());
		}
		else {
			this.clients.end(client, end.reason(), end.lastWords());
		}
		Clients.awaitGone(List.of(client));
		return true;
	}

	private void handle(NodeMessage.ToAll message) {
		switch (message) {
			case Clear clear -> this.clients.those((client) -> client.room.name().equals(clear.room()))
				.stream()
				.findAny()
				.ifPresent((one) -> clear(one.room, clear));
			case EndOthers(String account, String but) -> {
				List<Client> others = this.clients
					.those((client) -> !client.id.equals(but) && !client.isProgram() && client.isSignedInAs(account));
				others.forEach((other) -> this.clients.end(other, CloseReason.SIGNED_IN_ELSEWHERE));
				Clients.awaitGone(others);
			}
			case EndPrograms(String account) -> endPrograms(account);
			case Identify(String account, Rank rank) -> {
				Identity identity = (rank != Rank.GUEST) ? new Identity(account, rank == Rank.OPERATOR) : null;
				this.clients.those((client) -> client.isSignedInAs(account))
					.forEach((client) -> client.identity = identity);
				if (identity == null) {
					endPrograms(account);
				}
			}
			case Impose impose -> this.enforcement.impose(impose.sanction());
			case Lift lift -> this.enforcement.lift(lift.kind(), lift.subject());
		}
	}

	private void endPrograms(String account) {
		this.clients.those((client) -> account.equals(client.origin.program()))
			.forEach((client) -> this.clients.end(client, CloseReason.KICKED, Refusals.NO_PROGRAM.text()));
	}

	/**
	 * Removes the members of a room in the order in which they came.
	 */
	private void clear(Room room, Clear clear) {
		for (Member member : room.members()) {
			Client client = this.clients.client(member.client());
			if (client != null) {
				this.clients.remove(client, CloseReason.KICKED, CloseReason.kicked(clear.why()), clear.by(),
						clear.why());
			}
		}
	}

}
