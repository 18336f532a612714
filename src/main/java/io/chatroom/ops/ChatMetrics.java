package io.chatroom.ops;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import io.chatroom.chat.ChatRoomService;
import io.chatroom.chat.RoomList;
import io.chatroom.chat.Rooms;
import io.chatroom.protocol.CloseReason;
import io.chatroom.tcp.ChatConnectionFactory;
import io.chatroom.tcp.ConnectedClients;
import io.chatroom.tcp.count.RejectionReason;
import io.chatroom.tcp.count.TcpCounters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Meters of the transport, the rooms and their locks. A scrape reads counters that the
 * transport keeps; only the delivery latency is recorded for each line.
 */
public final class ChatMetrics implements MeterBinder {

	private static final long[] SLO_MILLIS = { 1, 5, 10, 50, 100, 500 };

	private final ChatConnectionFactory factory;

	private final Rooms rooms;

	private final ChatHealthIndicator health;

	public ChatMetrics(ChatConnectionFactory factory, ChatRoomService chat, ChatHealthIndicator health) {
		this.factory = factory;
		this.rooms = chat.rooms();
		this.health = health;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		bindGauges(registry);
		bindCounters(registry);
		bindReasons(registry);
		bindLock(registry);
		Timer latency = Timer.builder("chat.delivery.latency")
			.description("Time from the line read to the last socket written, full sockets excluded")
			.serviceLevelObjectives(objectives())
			.register(registry);
		this.factory.onDelivery((nanos) -> latency.record(nanos, TimeUnit.NANOSECONDS));
	}

	static Duration[] objectives() {
		return Arrays.stream(SLO_MILLIS).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
	}

	private void bindGauges(MeterRegistry registry) {
		gauge("chat.clients.connected", ConnectedClients::count)
			.description("Connected clients, with or without a name")
			.register(registry);
		gauge("chat.transport.clients", (all) -> all.count() - all.countByWeb()).tag("transport", "tcp")
			.description("Connected clients by the way they came")
			.register(registry);
		gauge("chat.transport.clients", ConnectedClients::countByWeb).tag("transport", "web")
			.description("Connected clients by the way they came")
			.register(registry);
		Gauge.builder("chat.connections.limit", this.factory, ChatConnectionFactory::connectionLimit)
			.description("Maximum number of connections")
			.register(registry);
		Gauge.builder("chat.accepting", this.health, (chat) -> chat.isUp() ? 1 : 0)
			.description("1 while the chat port accepts clients, 0 otherwise, as readiness reports")
			.register(registry);
		gauge("chat.outbox.queued", (all) -> all.queuedBytes().sum()).baseUnit("bytes")
			.description("Bytes queued for all clients")
			.register(registry);
		gauge("chat.outbox.largest", (all) -> all.queuedBytes().max().orElse(0)).baseUnit("bytes")
			.description("Bytes queued for the slowest client")
			.register(registry);
		Gauge.builder("chat.members", this.rooms.list(), RoomList::memberCount)
			.description("Clients with a name")
			.register(registry);
		Gauge.builder("chat.rooms", this.rooms.list(), RoomList::count)
			.description("Rooms with a member or a topic, and the first one")
			.register(registry);
		Gauge.builder("chat.room.largest", this.rooms.list(), RoomList::largest)
			.baseUnit("members")
			.description("Members of the largest room")
			.register(registry);
	}

	private Gauge.Builder<ConnectedClients> gauge(String name, ToDoubleFunction<ConnectedClients> value) {
		return Gauge.builder(name, this.factory.clients(), value);
	}

	private void bindCounters(MeterRegistry registry) {
		counter("chat.connections.opened", TcpCounters::opened)
			.description("Accepted connections, each counted at its first byte")
			.register(registry);
		counter("chat.connections.empty", TcpCounters::empty)
			.description("Connections that the peer closed before the first byte, such as port probes")
			.register(registry);
		counter("chat.lines.received", TcpCounters::received)
			.description("Lines that clients sent, refused ones included")
			.register(registry);
		counter("chat.lines.delivered", TcpCounters::delivered)
			.description("Lines written to sockets: one line to ten clients counts ten")
			.register(registry);
		counter("chat.received", TcpCounters::bytesReceived).baseUnit("bytes")
			.description("Bytes received from clients, without TLS overhead")
			.register(registry);
		counter("chat.sent", TcpCounters::bytesSent).baseUnit("bytes")
			.description("Bytes written to sockets, without TLS overhead")
			.register(registry);
		counter("chat.readers.held.back", TcpCounters::heldBackSeconds).baseUnit("seconds")
			.description("Time for which clients were throttled because they sent too fast, summed over all clients")
			.register(registry);
		counter("chat.accept.failures", TcpCounters::acceptsFailed)
			.description("Failed accept calls, for example without a free file descriptor")
			.register(registry);
	}

	private void bindReasons(MeterRegistry registry) {
		Map<String, List<CloseReason>> causes = Arrays.stream(CloseReason.values())
			.collect(Collectors.groupingBy(CloseReason::cause));
		causes.forEach((cause,
				reasons) -> counter("chat.clients.disconnected", (all) -> reasons.stream().mapToLong(all::closed).sum())
					.tag("cause", cause)
					.description("Accepted connections that were closed")
					.register(registry));
		for (CloseReason reason : CloseReason.values()) {
			if (reason.isEviction()) {
				counter("chat.clients.evicted", (all) -> all.evicted(reason)).tag("reason", RoomMeters.label(reason))
					.description("Clients that were closed because they read too slowly, gave no name or were silent")
					.register(registry);
			}
		}
		for (RejectionReason reason : RejectionReason.values()) {
			counter("chat.connections.refused", (all) -> all.rejected(reason)).tag("reason", RoomMeters.label(reason))
				.description("Rejected connections")
				.register(registry);
		}
	}

	private void bindLock(MeterRegistry registry) {
		FunctionTimer
			.builder("chat.room.lock.wait", this.rooms, (rooms) -> rooms.lockTimes().count(),
					(rooms) -> rooms.lockTimes().waitedNanos(), TimeUnit.NANOSECONDS)
			.description("Time that threads waited for the locks of rooms")
			.register(registry);
		FunctionTimer
			.builder("chat.room.lock.hold", this.rooms, (rooms) -> rooms.lockTimes().count(),
					(rooms) -> rooms.lockTimes().heldNanos(), TimeUnit.NANOSECONDS)
			.description("Time that the locks of rooms were held")
			.register(registry);
	}

	private FunctionCounter.Builder<TcpCounters> counter(String name, ToDoubleFunction<TcpCounters> value) {
		return FunctionCounter.builder(name, this.factory.counters(), value);
	}

}
