package io.chatroom.tcp;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import javax.net.ssl.SSLSession;

import io.chatroom.protocol.BroadcastLine;
import io.chatroom.protocol.Format;
import io.chatroom.tcp.line.Lines;
import io.chatroom.tcp.out.Delivery;
import io.chatroom.tcp.out.FanOut;
import io.chatroom.tcp.out.Log;
import org.jspecify.annotations.Nullable;

import org.springframework.integration.ip.tcp.connection.TcpConnectionSupport;
import org.springframework.messaging.Message;

/**
 * A room as a connection: what is sent to it is appended once, for all clients that
 * follow the room. So the stock outbound adapter broadcasts as it sends to one client.
 * One thread at a time sends, since its room's lock is held.
 */
public final class RoomConnection extends TcpConnectionSupport {

	private final String room;

	private final FanOut fanOut;

	private final Log text;

	private final Log json;

	RoomConnection(String room, FanOut fanOut) {
		super(null);
		this.room = room;
		this.fanOut = fanOut;
		this.text = fanOut.newLog();
		this.json = fanOut.newLog();
	}

	/**
	 * Returns the id of a room's connection, which no client's connection has.
	 */
	public static String idOf(String room) {
		return "#" + room;
	}

	@Override
	public String getConnectionId() {
		return idOf(this.room);
	}

	Log log(Format format) {
		return switch (format) {
			case TEXT -> this.text;
			case JSON -> this.json;
		};
	}

	/**
	 * Appends a {@link Outbound.Broadcast} to the logs of the room, all its lines at
	 * once, so that a client gets them with one write. Never waits.
	 */
	@Override
	public void send(Message<?> message) {
		if (!(message.getPayload() instanceof Outbound.Broadcast(List<BroadcastLine> lines))) {
			throw new IllegalArgumentException("A room is sent broadcasts only");
		}
		Delivery delivery = this.fanOut.deliver(lines.stream().mapToLong(BroadcastLine::since).toArray());
		// the writers take them in this order. Browsers use JSON, and each line makes
		// their gateways work: text clients need not wait for that
		append(this.text, lines, BroadcastLine::text, delivery);
		append(this.json, lines, BroadcastLine::json, delivery);
		delivery.end();
	}

	private static void append(Log log, List<BroadcastLine> lines, Function<BroadcastLine, @Nullable String> form,
			Delivery delivery) {
		List<String> texts = lines.stream().map(form).filter(Objects::nonNull).map(Objects::requireNonNull).toList();
		if (!texts.isEmpty()) {
			log.append(Lines.encode(String.join(Lines.END, texts)), texts.size(), delivery);
		}
	}

	@Override
	public boolean isOpen() {
		return true;
	}

	/**
	 * Not supported: a room sends nothing.
	 */
	@Override
	public void run() {
		throw new UnsupportedOperationException("A room sends nothing");
	}

	/**
	 * Not supported: a room sends nothing.
	 */
	@Override
	public Object getPayload() {
		throw new UnsupportedOperationException("A room sends nothing");
	}

	@Override
	public int getPort() {
		return 0;
	}

	@Override
	public @Nullable Object getDeserializerStateKey() {
		return null;
	}

	@Override
	public @Nullable SSLSession getSslSession() {
		return null;
	}

}
