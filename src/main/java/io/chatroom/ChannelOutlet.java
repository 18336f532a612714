package io.chatroom;

import java.util.Map;

import io.chatroom.chat.Outlet;
import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import io.chatroom.tcp.Broadcast;
import io.chatroom.tcp.FanOutMessageHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.ip.IpHeaders;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.GenericMessage;

/**
 * Sends the lines of the room into the channel to the clients.
 */
record ChannelOutlet(DirectChannel toClients, FanOutMessageHandler outboundAdapter) implements Outlet {

	private static final MessageHeaders TO_ALL = new MessageHeaders(Map.of());

	@Override
	public void tell(String client, String line) {
		this.toClients.send(new GenericMessage<>(line, Map.of(IpHeaders.CONNECTION_ID, client)));
	}

	@Override
	public void tellAll(String text, @Nullable String json, long since) {
		this.toClients.send(new GenericMessage<>(new Broadcast(text, json, since), TO_ALL));
	}

	@Override
	public void speak(String client, Format format) {
		this.outboundAdapter.follow(client, format);
	}

	@Override
	public void listen(String client) {
		this.outboundAdapter.listen(client);
	}

	@Override
	public void hangUp(String client, CloseReason reason) {
		this.outboundAdapter.hangUp(client, reason);
	}

}
