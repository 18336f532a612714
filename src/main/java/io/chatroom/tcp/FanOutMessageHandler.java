package io.chatroom.tcp;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import io.chatroom.tcp.line.Lines;

import org.springframework.integration.handler.AbstractMessageHandler;
import org.springframework.integration.ip.IpHeaders;
import org.springframework.integration.ip.tcp.connection.TcpConnection;
import org.springframework.integration.ip.tcp.connection.TcpSender;
import org.springframework.messaging.Message;

/**
 * The TCP outbound adapter. A message whose payload is a line goes to the connection that
 * {@link IpHeaders#CONNECTION_ID} names; one without that header has a {@link Broadcast},
 * and goes to every connection that listens: one message, however many recipients. It
 * only puts into outboxes; a recipient that has gone is passed over. Any thread.
 */
public final class FanOutMessageHandler extends AbstractMessageHandler implements TcpSender {

	private final FanOut fanOut;

	private final Map<String, ChatConnection> connections = new ConcurrentHashMap<>();

	/**
	 * Creates the adapter of a factory's connections.
	 * @param factory the factory, not started yet
	 */
	public FanOutMessageHandler(ChatConnectionFactory factory) {
		this.fanOut = factory.fanOut();
		factory.registerSender(this);
	}

	@Override
	protected void handleMessageInternal(Message<?> message) {
		String recipient = message.getHeaders().get(IpHeaders.CONNECTION_ID, String.class);
		if (recipient != null) {
			with(recipient, (connection) -> connection.send(message));
		}
		else if (message.getPayload() instanceof Broadcast(String plain, String structured, long since)) {
			this.fanOut.broadcast(Lines.encode(plain), (structured != null) ? Lines.encode(structured) : null, since);
		}
		else {
			throw new IllegalArgumentException("Neither a recipient nor a Broadcast");
		}
	}

	/**
	 * Lets a connection hear every line for all from now on.
	 * @param connectionId the connection
	 */
	public void listen(String connectionId) {
		with(connectionId, (connection) -> connection.recipient().listen());
	}

	/**
	 * Lets a connection hear another rendering of what all hear from now on, once it
	 * listens; no line is lost or doubled.
	 * @param connectionId the connection
	 * @param feed what it follows
	 */
	public void follow(String connectionId, Format feed) {
		with(connectionId, (connection) -> connection.recipient().follow(feed));
	}

	/**
	 * Closes a connection once all that was said to it before is written.
	 * @param connectionId the connection
	 * @param cause why it ends
	 */
	public void hangUp(String connectionId, CloseReason cause) {
		with(connectionId, (connection) -> connection.recipient().hangUp(cause));
	}

	private void with(String connectionId, Consumer<ChatConnection> action) {
		ChatConnection connection = this.connections.get(connectionId);
		if (connection != null) {
			action.accept(connection);
		}
	}

	@Override
	public void addNewConnection(TcpConnection connection) {
		if (connection instanceof ChatConnection chat) {
			this.connections.put(chat.getConnectionId(), chat);
		}
	}

	@Override
	public void removeDeadConnection(TcpConnection connection) {
		this.connections.remove(connection.getConnectionId());
	}

}
