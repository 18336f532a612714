package io.chatroom.ops;

import java.net.InetSocketAddress;

import io.chatroom.tcp.ChatConnectionFactory;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * The {@code chat} component of readiness: up only while the chat port lets clients in.
 */
public final class ChatHealthIndicator extends AbstractHealthIndicator {

	private final ChatConnectionFactory factory;

	public ChatHealthIndicator(ChatConnectionFactory factory) {
		this.factory = factory;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		InetSocketAddress address = this.factory.address();
		if (address != null) {
			builder.withDetail("address", address.getAddress().getHostAddress()).withDetail("port", address.getPort());
		}
		builder.withDetail("connected", this.factory.connected());
		if (this.factory.isAccepting()) {
			builder.up();
		}
		else {
			builder.outOfService();
		}
	}

}
