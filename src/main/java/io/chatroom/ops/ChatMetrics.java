package io.chatroom.ops;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.chatroom.chat.ChatRoomService;
import io.chatroom.chat.LockTimes;
import io.chatroom.tcp.ChatConnectionFactory;
import io.chatroom.tcp.Departure;
import io.chatroom.tcp.Eviction;
import io.chatroom.tcp.Rejection;
import io.chatroom.tcp.TcpCounters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * The transport's meters. They are read when they are scraped, but for the time that
 * lines take; counting is done where things happen.
 */
public final class ChatMetrics implements MeterBinder {

	private static final long[] SLO_MILLIS = { 1, 5, 10, 50, 100, 500 };

	private final ChatConnectionFactory factory;

	private final ChatRoomService room;

	private final ChatHealthIndicator health;

	public ChatMetrics(ChatConnectionFactory factory, ChatRoomService room, ChatHealthIndicator health) {
		this.factory = factory;
		this.room = room;
		this.health = health;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		bindGauges(registry);
		bindCounters(registry);
		bindReasons(registry);
		bindLock(registry);
		Duration[] objectives = new Duration[SLO_MILLIS.length];
		for (int i = 0; i < objectives.length; i++) {
			objectives[i] = Duration.ofMillis(SLO_MILLIS[i]);
		}
		Timer latency = Timer.builder("chat.delivery.latency")
			.description("From a line's reader to the last socket that was not full")
			.serviceLevelObjectives(objectives)
			.register(registry);
		this.factory.onDelivery((nanos) -> latency.record(nanos, TimeUnit.NANOSECONDS));
	}

	private void bindGauges(MeterRegistry registry) {
		gauge("chat.clients.connected", ChatConnectionFactory::connected)
			.description("Sockets that are connected, with a name or without")
			.register(registry);
		gauge("chat.connections.limit", ChatConnectionFactory::connectionLimit)
			.description("How many may be connected at once")
			.register(registry);
		Gauge.builder("chat.accepting", this.health, (chat) -> chat.isUp() ? 1 : 0)
			.description("Whether the chat port lets clients in, as readiness finds")
			.register(registry);
		gauge("chat.outbox.queued", (chat) -> chat.outboxBytes().sum()).baseUnit("bytes")
			.description("What waits for all clients together")
			.register(registry);
		gauge("chat.outbox.largest", (chat) -> chat.outboxBytes().max().orElse(0)).baseUnit("bytes")
			.description("What waits for the client for whom the most does")
			.register(registry);
		Gauge.builder("chat.members", this.room, ChatRoomService::memberCount)
			.description("Clients that have a name")
			.register(registry);
	}

	private Gauge.Builder<ChatConnectionFactory> gauge(String name, ToDoubleFunction<ChatConnectionFactory> value) {
		return Gauge.builder(name, this.factory, value);
	}

	private void bindCounters(MeterRegistry registry) {
		counter("chat.connections.opened", TcpCounters::opened)
			.description("Connections that were let in, each counted at its first byte")
			.register(registry);
		counter("chat.connections.empty", TcpCounters::empty)
			.description("Connections that ended before their first byte, as port probes do")
			.register(registry);
		counter("chat.lines.received", TcpCounters::received)
			.description("Lines that clients have sent, refused ones too")
			.register(registry);
		counter("chat.lines.delivered", TcpCounters::delivered)
			.description("Lines handed to clients' sockets: one line to ten clients is ten")
			.register(registry);
		counter("chat.received", TcpCounters::bytesReceived).baseUnit("bytes")
			.description("What clients have sent, without what TLS adds")
			.register(registry);
		counter("chat.sent", TcpCounters::bytesSent).baseUnit("bytes")
			.description("What was handed to clients' sockets, without what TLS adds")
			.register(registry);
		counter("chat.readers.held.back", TcpCounters::heldBackSeconds).baseUnit("seconds")
			.description("Time for which clients were read slower since they sent too fast, of all together")
			.register(registry);
		counter("chat.accept.failures", TcpCounters::acceptsFailed)
			.description("Attempts to accept that the system refused, for want of file descriptors, say")
			.register(registry);
	}

	private void bindReasons(MeterRegistry registry) {
		for (Departure cause : Departure.values()) {
			counter("chat.clients.disconnected", (all) -> all.departed(cause)).tag("cause", RoomMeters.label(cause))
				.description("Connections that had been let in, and have ended")
				.register(registry);
		}
		for (Eviction reason : Eviction.values()) {
			counter("chat.clients.evicted", (all) -> all.evicted(reason)).tag("reason", RoomMeters.label(reason))
				.description("Clients that were hung up on since they read too slowly, gave no name or were silent")
				.register(registry);
		}
		for (Rejection reason : Rejection.values()) {
			counter("chat.connections.refused", (all) -> all.rejected(reason)).tag("reason", RoomMeters.label(reason))
				.description("Connections that were turned away before they could take part")
				.register(registry);
		}
	}

	private void bindLock(MeterRegistry registry) {
		FunctionTimer
			.builder("chat.room.lock.wait", this.room.lockTimes(), LockTimes::count, LockTimes::waitedNanos,
					TimeUnit.NANOSECONDS)
			.description("How long threads waited for the room's lock")
			.register(registry);
		FunctionTimer
			.builder("chat.room.lock.hold", this.room.lockTimes(), LockTimes::count, LockTimes::heldNanos,
					TimeUnit.NANOSECONDS)
			.description("How long threads held the room's lock")
			.register(registry);
	}

	private FunctionCounter.Builder<TcpCounters> counter(String name, ToDoubleFunction<TcpCounters> value) {
		return FunctionCounter.builder(name, this.factory.counters(), value);
	}

}
