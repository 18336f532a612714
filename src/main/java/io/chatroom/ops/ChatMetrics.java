package io.chatroom.ops;

import io.chatroom.chat.ChatRoomService;
import io.chatroom.tcp.ChatConnectionFactory;
import io.chatroom.tcp.Eviction;
import io.chatroom.tcp.Rejection;
import io.chatroom.tcp.TcpCounters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import java.util.Locale;

/**
 * The service's meters. They are read when they are scraped; counting is done where
 * things happen.
 */
public final class ChatMetrics implements MeterBinder {

	private final ChatConnectionFactory factory;

	private final ChatRoomService room;

	public ChatMetrics(ChatConnectionFactory factory, ChatRoomService room) {
		this.factory = factory;
		this.room = room;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		TcpCounters counters = this.factory.counters();
		Gauge.builder("chat.clients.connected", this.factory, ChatConnectionFactory::connected)
			.description("Sockets that are connected, with a name or without")
			.register(registry);
		Gauge.builder("chat.members", this.room, ChatRoomService::memberCount)
			.description("Clients that have a name")
			.register(registry);
		FunctionCounter.builder("chat.lines.received", counters, TcpCounters::received)
			.description("Lines that clients have sent, refused ones too")
			.register(registry);
		FunctionCounter.builder("chat.lines.delivered", counters, TcpCounters::delivered)
			.description("Lines handed to clients' sockets: one line to ten clients is ten")
			.register(registry);
		FunctionCounter.builder("chat.readers.held.back", counters, TcpCounters::heldBackSeconds)
			.description("Time for which clients were read slower since they sent too fast, of all together")
			.baseUnit("seconds")
			.register(registry);
		for (Rejection reason : Rejection.values()) {
			FunctionCounter.builder("chat.connections.refused", counters, (all) -> all.rejected(reason))
				.description("Connections that were turned away before they could take part")
				.tag("reason", reason.name().toLowerCase(Locale.ROOT))
				.register(registry);
		}
		for (Eviction reason : Eviction.values()) {
			FunctionCounter.builder("chat.clients.evicted", counters, (all) -> all.evicted(reason))
				.description("Clients that were hung up on since they read too slowly, gave no name or were silent")
				.tag("reason", reason.name().toLowerCase(Locale.ROOT))
				.register(registry);
		}
		FunctionCounter.builder("chat.accept.failures", counters, TcpCounters::acceptsFailed)
			.description("Attempts to accept that the system refused, for want of file descriptors, say")
			.register(registry);
	}

}
