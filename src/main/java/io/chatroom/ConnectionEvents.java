package io.chatroom;

import io.chatroom.chat.ChatRoomService;
import io.chatroom.tcp.line.Line;

import org.springframework.context.event.EventListener;
import org.springframework.integration.ip.IpHeaders;
import org.springframework.integration.ip.tcp.connection.TcpConnection;
import org.springframework.integration.ip.tcp.connection.TcpConnectionCloseEvent;
import org.springframework.integration.ip.tcp.connection.TcpConnectionOpenEvent;
import org.springframework.messaging.Message;

/**
 * Passes the events and lines of connections to the chat. Called on the threads that
 * open, read and close connections.
 */
final class ConnectionEvents {

	private final ChatRoomService chat;

	ConnectionEvents(ChatRoomService chat) {
		this.chat = chat;
	}

	@EventListener
	void opened(TcpConnectionOpenEvent event) {
		TcpConnection connection = (TcpConnection) event.getSource();
		this.chat.connected(event.getConnectionId(), connection.getHostAddress());
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
