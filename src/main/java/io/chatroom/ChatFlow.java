package io.chatroom;

import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

import io.chatroom.chat.ChatRoomService;
import io.chatroom.chat.NamePolicy;
import io.chatroom.chat.RoomSettings;
import io.chatroom.log.memory.MemoryRegister;
import io.chatroom.log.memory.MemoryRoomLog;
import io.chatroom.ops.RoomMeters;
import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import io.chatroom.tcp.ChatConnectionFactory;
import io.chatroom.tcp.TcpSettings;
import io.chatroom.tcp.accept.ProxySettings;
import io.chatroom.tcp.line.LineSettings;
import io.chatroom.tcp.out.OutboxLimits;
import io.chatroom.tcp.socket.NanoClock;
import io.chatroom.tcp.tls.TlsSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.ssl.SslProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.ip.tcp.inbound.TcpReceivingChannelAdapter;
import org.springframework.util.StringUtils;

/**
 * The message flow: TCP inbound adapter, {@code fromClients}, the room,
 * {@code toClients}, TCP outbound adapter. Both channels are direct, so the reader thread
 * of a connection carries a line all the way to the room's log.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChatProperties.class)
class ChatFlow {

	@Bean
	static ConfigurationPropertiesBindHandlerAdvisor settingBindHandler(Environment environment) {
		return (parent) -> new SettingBindHandler(parent, environment);
	}

	/**
	 * Uses the clock of the context, if there is one: tests have their own.
	 */
	@Bean
	ChatConnectionFactory chatConnectionFactory(ChatProperties properties, Optional<NanoClock> clock) {
		ChatConnectionFactory factory = new ChatConnectionFactory(settings(properties), clock.orElse(NanoClock.SYSTEM));
		factory.setTaskExecutor(new VirtualThreadTaskExecutor("chat-reader-"));
		return factory;
	}

	/**
	 * {@link ChatLifecycle} starts it. The context would start it before the application
	 * is up.
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
	OutboundAdapter outboundAdapter(ChatConnectionFactory factory) {
		return new OutboundAdapter(factory);
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
	IntegrationFlow outbound(DirectChannel toClients, OutboundAdapter outboundAdapter) {
		return IntegrationFlow.from(toClients).handle(outboundAdapter).get();
	}

	@Bean
	ChatRoomService chatRoomService(ChatProperties properties, DirectChannel toClients, ChatConnectionFactory factory,
			RoomMeters meters) {
		ChatProperties.Room room = properties.room();
		// a quarter, so that a client is not evicted for the events that it asks for
		long historyBytes = Math.min(room.historyBytes().toBytes(), properties.outbox().maxBytes().toBytes() / 4);
		return new ChatRoomService(new NamePolicy(room.reservedNames(), room.refuseLookAlikes()),
				new RoomSettings(room.showAddress(), properties.tcp().maxLineLength(), room.history(), historyBytes),
				new MemoryRoomLog(() -> UUID.randomUUID().toString(), InstantSource.system()), new MemoryRegister(),
				InstantSource.system(), new ChannelOutlet(toClients, factory), meters);
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

	@Bean
	SslReloadFailures sslReloadFailures(SslProperties properties) {
		return new SslReloadFailures(properties);
	}

	private static @Nullable TlsSettings tlsSettings(ChatProperties.Tls tls, SslBundles bundles) {
		String bundle = tls.bundle();
		return StringUtils.hasText(bundle)
				? new TlsSettings(new TlsEngines(bundles, bundle, tls.clientAuth()), tls.handshakeTimeout()) : null;
	}

	private static TcpSettings settings(ChatProperties properties) {
		ChatProperties.Tcp tcp = properties.tcp();
		ChatProperties.Outbox outbox = properties.outbox();
		ChatProperties.Limits limits = properties.limits();
		return new TcpSettings(
				new LineSettings(tcp.framing(), tcp.maxLineLength(), limits.messagesPerSecond(), limits.burst()),
				new OutboxLimits(outbox.maxBytes().toBytes(), outbox.stallTimeout()), tcp.drainTimeout(),
				limits.nameDeadline(), limits.idleTimeout(),
				new ProxySettings(properties.proxy().trusted(), properties.proxy().headerTimeout()));
	}

}
