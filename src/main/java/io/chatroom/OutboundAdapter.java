package io.chatroom;

import io.chatroom.tcp.ChatConnectionFactory;

import org.springframework.integration.ip.tcp.outbound.TcpSendingMessageHandler;

/**
 * The stock outbound adapter, which sends each message to the connection that its header
 * names: a client's or a room's. It does not start or stop the connection factory:
 * {@link ChatLifecycle} does, when everything else is up.
 */
final class OutboundAdapter extends TcpSendingMessageHandler {

	OutboundAdapter(ChatConnectionFactory factory) {
		setConnectionFactory(factory);
	}

	@Override
	public void start() {
		// the stock adapter would start the factory
	}

	@Override
	public void stop() {
		// the stock adapter would stop the factory
	}

}
