package io.chatroom.tcp;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.chatroom.tcp.out.FanOut;

import org.springframework.integration.ip.tcp.connection.TcpSender;

/**
 * The open rooms, which clients can follow and the outbound adapters can send to. Any
 * thread.
 */
public final class RoomConnections {

	private final FanOut fanOut;

	private final Supplier<List<TcpSender>> senders;

	private final Map<String, RoomConnection> rooms = new ConcurrentHashMap<>();

	/**
	 * Creates it without a room.
	 * @param senders returns the outbound adapters
	 */
	RoomConnections(FanOut fanOut, Supplier<List<TcpSender>> senders) {
		this.fanOut = fanOut;
		this.senders = senders;
	}

	/**
	 * Opens a room.
	 * @param name the room's name; a room of that name is replaced
	 */
	public void open(String name) {
		RoomConnection room = new RoomConnection(name, this.fanOut);
		this.rooms.put(name, room);
		room.registerSenders(this.senders.get());
	}

	/**
	 * Closes a room that nobody follows.
	 */
	public void close(String name) {
		RoomConnection room = this.rooms.remove(name);
		if (room != null) {
			this.senders.get().forEach((sender) -> sender.removeDeadConnection(room));
		}
	}

	/**
	 * Lets one more outbound adapter send to the open rooms.
	 */
	void addTo(TcpSender sender) {
		this.rooms.values().forEach(sender::addNewConnection);
	}

	/**
	 * Returns an open room.
	 * @throws IllegalArgumentException when no open room has that name
	 */
	RoomConnection get(String name) {
		RoomConnection room = this.rooms.get(name);
		if (room == null) {
			throw new IllegalArgumentException("No room is open with the name " + name);
		}
		return room;
	}

}
