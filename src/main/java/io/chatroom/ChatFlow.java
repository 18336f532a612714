package io.chatroom;

import java.util.Map;

import io.chatroom.chat.ChatRoomService;
import io.chatroom.chat.NamePolicy;
import io.chatroom.chat.Outlet;
import io.chatroom.chat.Phrases;
import io.chatroom.chat.Refusal;
import io.chatroom.tcp.ChatConnectionFactory;
import io.chatroom.tcp.Eviction;
import io.chatroom.tcp.FanOutMessageHandler;
import io.chatroom.tcp.Line;
import io.chatroom.tcp.ProxySettings;
import io.chatroom.tcp.TcpSettings;
import io.chatroom.tcp.TlsSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.ip.IpHeaders;
import org.springframework.integration.ip.tcp.connection.TcpConnection;
import org.springframework.integration.ip.tcp.connection.TcpConnectionCloseEvent;
import org.springframework.integration.ip.tcp.connection.TcpConnectionOpenEvent;
import org.springframework.integration.ip.tcp.inbound.TcpReceivingChannelAdapter;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.util.StringUtils;

/**
 * All the wiring: TCP inbound adapter, {@code fromClients}, the room, {@code toClients},
 * TCP outbound adapter. Both channels are direct, so a line goes all the way to the
 * outboxes on its connection's reader thread.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChatProperties.class)
class ChatFlow {

	@Bean
	ChatConnectionFactory chatConnectionFactory(ChatProperties properties) {
		ChatConnectionFactory factory = new ChatConnectionFactory(settings(properties));
		factory.setTaskExecutor(new VirtualThreadTaskExecutor("chat-reader-"));
		return factory;
	}

	/**
	 * Not started by the context, which would open the port before the application is up:
	 * see {@link ChatLifecycle}.
	 */
	@Bean
	TcpReceivingChannelAdapter inboundAdapter(ChatConnectionFactory factory, DirectChannel fromClients) {
		TcpReceivingChannelAdapter adapter = new TcpReceivingChannelAdapter();
		adapter.setConnectionFactory(factory);
		// not by the flow, which would bridge from a channel of its own, and copy each
		// message
		adapter.setOutputChannel(fromClients);
		adapter.setAutoStartup(false);
		return adapter;
	}

	@Bean
	FanOutMessageHandler outboundAdapter(ChatConnectionFactory factory) {
		return new FanOutMessageHandler(factory);
	}

	@Bean
	DirectChannel fromClients() {
		return new DirectChannel();
	}

	@Bean
	DirectChannel toClients() {
		return new DirectChannel();
	}

	@Bean
	IntegrationFlow inbound(DirectChannel fromClients, Clients clients) {
		return IntegrationFlow.from(fromClients).handle(clients::received).get();
	}

	@Bean
	IntegrationFlow outbound(DirectChannel toClients, FanOutMessageHandler outboundAdapter) {
		return IntegrationFlow.from(toClients).handle(outboundAdapter).get();
	}

	@Bean
	ChatRoomService chatRoomService(ChatProperties properties, DirectChannel toClients,
			FanOutMessageHandler outboundAdapter) {
		ChatProperties.Room room = properties.room();
		return new ChatRoomService(new NamePolicy(room.reservedNames(), room.refuseLookAlikes()),
				new Phrases(room.showAddress(), properties.tcp().maxLineLength()),
				new ChannelOutlet(toClients, outboundAdapter));
	}

	@Bean
	Clients clients(ChatRoomService room) {
		return new Clients(room);
	}

	@Bean
	ChatLifecycle chatLifecycle(ChatProperties properties, ChatConnectionFactory factory,
			TcpReceivingChannelAdapter inboundAdapter, ChatRoomService room, SslBundles bundles) {
		return new ChatLifecycle(properties, tlsSettings(properties.tls(), bundles), factory, inboundAdapter, room);
	}

	private static @Nullable TlsSettings tlsSettings(ChatProperties.Tls tls, SslBundles bundles) {
		String bundle = tls.bundle();
		return StringUtils.hasText(bundle) ? new TlsSettings(new TlsEngines(bundles, bundle, tls.clientAuth()),
				tls.handshakeTimeout(), Phrases.NOT_TLS) : null;
	}

	private static TcpSettings settings(ChatProperties properties) {
		ChatProperties.Tcp tcp = properties.tcp();
		ChatProperties.Outbox outbox = properties.outbox();
		ChatProperties.Limits limits = properties.limits();
		return new TcpSettings(tcp.framing(), tcp.maxLineLength(), outbox.maxBytes().toBytes(), outbox.stallTimeout(),
				tcp.drainTimeout(), limits.nameDeadline(), limits.idleTimeout(), limits.messagesPerSecond(),
				limits.burst(), new ProxySettings(properties.proxy().trusted(), properties.proxy().headerTimeout()),
				ChatFlow::lastWords);
	}

	private static String lastWords(Eviction reason) {
		return switch (reason) {
			case OVERFLOW -> Phrases.EVICTED_FOR_OVERFLOW;
			case STALLED -> Phrases.EVICTED_FOR_STALL;
			case NAMELESS -> Phrases.NAMELESS_FOR_TOO_LONG;
			case IDLE -> Phrases.SILENT_FOR_TOO_LONG;
		};
	}

	/**
	 * What connections tell the room. It is called on the threads that open, read and
	 * close them.
	 */
	static final class Clients {

		private static final Logger logger = LoggerFactory.getLogger(Clients.class);

		private final ChatRoomService room;

		Clients(ChatRoomService room) {
			this.room = room;
		}

		@EventListener
		void opened(TcpConnectionOpenEvent event) {
			TcpConnection connection = (TcpConnection) event.getSource();
			logger.debug("Connected {}", event.getConnectionId());
			this.room.connected(event.getConnectionId(), connection.getHostAddress());
			if (!connection.isOpen()) {
				// its close event may have come before this one
				this.room.disconnected(event.getConnectionId());
			}
		}

		@EventListener
		void closed(TcpConnectionCloseEvent event) {
			logger.debug("Disconnected {}", event.getConnectionId());
			this.room.disconnected(event.getConnectionId());
		}

		void received(Message<?> message) {
			String client = message.getHeaders().get(IpHeaders.CONNECTION_ID, String.class);
			if (client == null) {
				throw new IllegalArgumentException("A line of no connection");
			}
			switch ((Line) message.getPayload()) {
				case Line.Text text -> this.room.received(client, text.value());
				case Line.Refused.TOO_LONG -> this.room.refused(client, Refusal.TOO_LONG);
				case Line.Refused.NOT_UTF8 -> this.room.refused(client, Refusal.NOT_UTF8);
				case Line.Ended ended -> {
					if (ended.eviction() != null) {
						logger.info("Evicted {}: {}, {} bytes were queued", client, ended.eviction(),
								ended.queuedBytes());
					}
					this.room.disconnected(client);
				}
			}
		}

	}

	/**
	 * Lets the room speak through the channel.
	 */
	private record ChannelOutlet(DirectChannel toClients, FanOutMessageHandler outboundAdapter) implements Outlet {

		private static final MessageHeaders TO_ALL = new MessageHeaders(Map.of());

		@Override
		public void tell(String client, String line) {
			this.toClients.send(new GenericMessage<>(line, Map.of(IpHeaders.CONNECTION_ID, client)));
		}

		@Override
		public void tellAll(String line) {
			this.toClients.send(new GenericMessage<>(line, TO_ALL));
		}

		@Override
		public void listen(String client) {
			this.outboundAdapter.listen(client);
		}

		@Override
		public void hangUp(String client) {
			this.outboundAdapter.hangUp(client);
		}

	}

}
