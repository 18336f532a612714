package io.chatroom;

import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import io.chatroom.chat.ChatRoomService;
import io.chatroom.chat.Delays;
import io.chatroom.chat.NamePolicy;
import io.chatroom.chat.Nodes;
import io.chatroom.chat.Ports;
import io.chatroom.chat.Records;
import io.chatroom.chat.Register;
import io.chatroom.chat.RoomLog;
import io.chatroom.log.memory.MemoryRecords;
import io.chatroom.log.memory.MemoryRegister;
import io.chatroom.log.memory.MemoryRoomLog;
import io.chatroom.log.sqlite.SqliteRoomLog;
import io.chatroom.log.sqlite.StoreException;
import io.chatroom.ops.RoomMeters;
import io.chatroom.protocol.GatewayKey;
import io.chatroom.tcp.ChatConnectionFactory;
import io.chatroom.tcp.socket.NanoClock;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.ip.tcp.inbound.TcpReceivingChannelAdapter;
import org.springframework.scheduling.TaskScheduler;

/**
 * The message flow, in the order of the beans: TCP inbound adapter, {@code fromClients},
 * {@link ChatRoomService}, {@code toClients}, TCP outbound adapter. Both channels are
 * direct, so the reader thread of a connection carries a line all the way to the room's
 * log.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChatProperties.class)
class ChatFlow {

	/** Looks at all methods of all beans for {@code @ServiceActivator} and the like. */
	private static final String ANNOTATION_PROCESSOR = "org.springframework.integration.config.MessagingAnnotationBeanPostProcessor";

	/**
	 * Removes what makes beans of annotated methods: it has nothing to find here, and
	 * takes a twelfth of the start.
	 */
	@Bean
	static BeanFactoryPostProcessor withoutMessagingAnnotations() {
		return (factory) -> {
			if (factory instanceof BeanDefinitionRegistry registry
					&& registry.containsBeanDefinition(ANNOTATION_PROCESSOR)) {
				registry.removeBeanDefinition(ANNOTATION_PROCESSOR);
			}
		};
	}

	/**
	 * Uses the clock of the context, if there is one: tests have their own.
	 */
	@Bean
	ChatConnectionFactory chatConnectionFactory(ChatProperties properties, Optional<NanoClock> clock) {
		ChatConnectionFactory factory = new ChatConnectionFactory(new PartSettings(properties).tcp(),
				clock.orElse(NanoClock.SYSTEM));
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
	DirectChannel fromClients() {
		return new DirectChannel();
	}

	@Bean
	IntegrationFlow inbound(DirectChannel fromClients, ConnectionEvents events) {
		return IntegrationFlow.from(fromClients).handle(events::received).get();
	}

	@Bean
	ConnectionEvents connectionEvents(ChatRoomService chat, ChatProperties properties) {
		return new ConnectionEvents(chat, properties.accounts().plain());
	}

	/**
	 * The context closes it last, when the chat is closed. {@link ClusterConfiguration}
	 * has another one for several nodes, as for the next three.
	 */
	@Bean
	@ConditionalOnBooleanProperty(name = "chat.cluster.enabled", havingValue = false, matchIfMissing = true)
	RoomLog roomLog(ChatProperties properties) {
		ChatProperties.Data data = properties.data();
		InstantSource clock = InstantSource.system();
		Supplier<String> newEpoch = () -> UUID.randomUUID().toString();
		if (data.directory().isEmpty()) {
			return new MemoryRoomLog(newEpoch, clock);
		}
		try {
			return SqliteRoomLog.open(new PartSettings(properties).store(), newEpoch, clock);
		}
		catch (StoreException ex) {
			throw new SettingException("chat.data.directory", data.directory(), String.valueOf(ex.getMessage()), ex);
		}
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "chat.cluster.enabled", havingValue = false, matchIfMissing = true)
	Register register() {
		return new MemoryRegister();
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "chat.cluster.enabled", havingValue = false, matchIfMissing = true)
	Nodes nodes() {
		return Nodes.NONE;
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "chat.cluster.enabled", havingValue = false, matchIfMissing = true)
	Records records(RoomLog log) {
		return (log instanceof SqliteRoomLog kept) ? kept.records() : new MemoryRecords();
	}

	@Bean
	PasswordPool passwordPool(ChatProperties properties) {
		return new PasswordPool(properties.accounts().checksPerSecond());
	}

	@Bean
	ChatRoomService chatRoomService(ChatProperties properties, RoomLog log, Records records, Register register,
			Nodes nodes, PasswordPool passwords, DirectChannel toClients, ChatConnectionFactory factory,
			RoomMeters meters, TaskScheduler scheduler) {
		InstantSource clock = InstantSource.system();
		NamePolicy policy = new NamePolicy(properties.room().reservedNames(), properties.room().refuseLookAlikes());
		Delays delays = (delay, task) -> Objects.requireNonNull(scheduler.schedule(task, clock.instant().plus(delay)));
		Ports ports = new Ports(log, register, records, nodes, passwords, delays, new ChannelOutlet(toClients, factory),
				meters);
		PartSettings settings = new PartSettings(properties);
		return new ChatRoomService(policy, settings.rooms(policy), settings.operators(policy), ports, clock);
	}

	@Bean
	DirectChannel toClients() {
		return new DirectChannel();
	}

	@Bean
	IntegrationFlow outbound(DirectChannel toClients, OutboundAdapter outboundAdapter) {
		return IntegrationFlow.from(toClients).handle(outboundAdapter).get();
	}

	@Bean
	OutboundAdapter outboundAdapter(ChatConnectionFactory factory) {
		return new OutboundAdapter(factory);
	}

	@Bean
	ChatLifecycle chatLifecycle(ChatProperties properties, SslBundles bundles, ChatConnectionFactory factory,
			TcpReceivingChannelAdapter inboundAdapter, ChatRoomService chat, Optional<GatewayKey> gateway) {
		return new ChatLifecycle(properties, new PartSettings(properties).tls(bundles), factory, inboundAdapter, chat,
				gateway.orElse(null));
	}

}
