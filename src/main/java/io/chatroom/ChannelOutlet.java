package io.chatroom;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import io.chatroom.chat.Outlet;
import io.chatroom.protocol.BroadcastLine;
import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import io.chatroom.tcp.ChatConnectionFactory;
import io.chatroom.tcp.Outbound;
import io.chatroom.tcp.RoomConnection;
import org.jspecify.annotations.Nullable;

import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.ip.IpHeaders;
import org.springframework.messaging.MessageHandlingException;
import org.springframework.messaging.support.GenericMessage;

/**
 * Sends all that the chat sends into the channel {@code toClients}. The transport itself
 * sends telnet and HTTP answers and the last line of an eviction.
 */
record ChannelOutlet(DirectChannel toClients, ChatConnectionFactory factory) implements Outlet {

	@Override
	public void openRoom(String room) {
		this.factory.rooms().open(room);
	}

	@Override
	public void closeRoom(String room) {
		this.factory.rooms().close(room);
	}

	@Override
	public void tell(String client, String line) {
		sendToClient(client, new Outbound.Tell(line));
	}

	@Override
	public boolean awaitSpace(String client, BooleanSupplier isNeeded) {
		return this.factory.clients().awaitSpace(client, isNeeded);
	}

	@Override
	public void broadcast(String room, List<BroadcastLine> lines) {
		send(RoomConnection.idOf(room), new Outbound.Broadcast(lines));
	}

	@Override
	public void follow(String client, @Nullable String room, Format format) {
		sendToClient(client, new Outbound.Follow(room, format));
	}

	@Override
	public void hideInput(String client, boolean hidden) {
		sendToClient(client, new Outbound.HideInput(hidden));
	}

	@Override
	public void close(String client, CloseReason reason, @Nullable String lastLine) {
		sendToClient(client, new Outbound.Close(reason, lastLine));
	}

	private void sendToClient(String client, Outbound payload) {
		try {
			send(client, payload);
		}
		catch (MessageHandlingException ex) {
			if (ex.getCause() != null) {
				throw ex;
			}
			// no connection has this id: the client has disconnected, and its close event
			// follows
		}
	}

	private void send(String connection, Outbound payload) {
		this.toClients.send(new GenericMessage<>(payload, Map.of(IpHeaders.CONNECTION_ID, connection)));
	}

}
