package io.chatroom.tcp;

import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.integration.ip.tcp.connection.TcpConnectionSupport;

/**
 * The clients that are connected now, as the chat and operators see them. Any thread.
 */
public final class ConnectedClients {

	private final Map<String, TcpConnectionSupport> connections;

	/**
	 * Creates a view.
	 * @param connections the connections of a factory by their ids
	 */
	ConnectedClients(Map<String, TcpConnectionSupport> connections) {
		this.connections = connections;
	}

	/**
	 * Returns the number of connected clients.
	 */
	public int count() {
		return (int) clients().count();
	}

	/**
	 * Returns how many of them have come through the web gateway.
	 */
	public int countByWeb() {
		return (int) clients().filter(ChatConnection::isWeb).count();
	}

	/**
	 * Returns the bytes queued for each client now.
	 */
	public LongStream queuedBytes() {
		return clients().mapToLong(ChatConnection::queuedBytes);
	}

	/**
	 * Returns what one client has sent and received.
	 * @param connectionId the client's connection
	 * @return null when it has gone
	 */
	public @Nullable ClientTraffic traffic(String connectionId) {
		return (this.connections.get(connectionId) instanceof ChatConnection connection) ? connection.traffic() : null;
	}

	/**
	 * Waits while much is queued that one client was told. Called by the thread that
	 * handles its lines.
	 * @param connectionId the client's connection
	 * @return false when it has gone, or its connection ends
	 */
	public boolean awaitSpace(String connectionId, BooleanSupplier isNeeded) {
		return this.connections.get(connectionId) instanceof ChatConnection connection
				&& connection.awaitSpace(isNeeded);
	}

	private Stream<ChatConnection> clients() {
		return all().filter((connection) -> !connection.isCheck());
	}

	/**
	 * Returns all connections, also those of proxies that check the service.
	 */
	Stream<ChatConnection> all() {
		return this.connections.values()
			.stream()
			.filter(ChatConnection.class::isInstance)
			.map(ChatConnection.class::cast);
	}

}
