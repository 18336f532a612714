package io.chatroom;

import io.chatroom.chat.ChatRoomService;
import io.chatroom.chat.Origin;
import io.chatroom.tcp.ChatConnection;
import io.chatroom.tcp.accept.Negotiated;
import io.chatroom.tcp.line.Line;

import org.springframework.context.event.EventListener;
import org.springframework.integration.ip.IpHeaders;
import org.springframework.integration.ip.tcp.connection.TcpConnectionCloseEvent;
import org.springframework.integration.ip.tcp.connection.TcpConnectionOpenEvent;
import org.springframework.messaging.Message;

/**
 * Passes the events and lines of connections to the chat. Called on the threads that
 * open, read and close connections.
 */
final class ConnectionEvents {

	private final ChatRoomService chat;

	private final boolean plainPasswords;

	/**
	 * Creates it.
	 * @param plainPasswords whether any connection may carry passwords
	 */
	ConnectionEvents(ChatRoomService chat, boolean plainPasswords) {
		this.chat = chat;
		this.plainPasswords = plainPasswords;
	}

	@EventListener
	void opened(TcpConnectionOpenEvent event) {
		ChatConnection connection = (ChatConnection) event.getSource();
		Negotiated client = connection.client();
		boolean carriesPasswords = this.plainPasswords || client.isPrivate();
		this.chat.connected(event.getConnectionId(),
				new Origin(connection.getHostAddress(), carriesPasswords, client.certificate(), client.account()));
		if (!connection.isOpen()) {
			// its close event may have come before this one
			this.chat.disconnected(event.getConnectionId());
		}
	}

	@EventListener
	void closed(TcpConnectionCloseEvent event) {
		this.chat.disconnected(event.getConnectionId());
	}

	void received(Message<?> message) {
		String client = message.getHeaders().get(IpHeaders.CONNECTION_ID, String.class);
		if (client == null) {
			throw new IllegalArgumentException("A line without a connection");
		}
		switch ((Line) message.getPayload()) {
			case Line.Text text -> this.chat.received(client, text.value(), text.cleaned(), text.readAt());
			case Line.NoText.TOO_LONG -> this.chat.receivedTooLong(client);
			case Line.NoText.NOT_UTF8 -> this.chat.receivedNotUtf8(client);
			case Line.NoText.END -> this.chat.disconnected(client);
		}
	}

}
