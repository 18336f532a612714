package io.chatroom.tcp;

import java.util.List;

import io.chatroom.protocol.BroadcastLine;
import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import org.jspecify.annotations.Nullable;

/**
 * The payload of a message to clients. The header
 * {@link org.springframework.integration.ip.IpHeaders#CONNECTION_ID} names the client's
 * connection, or the {@link RoomConnection} for a {@link Broadcast}.
 */
public sealed interface Outbound {

	/**
	 * A line for one client.
	 *
	 * @param line the line, without its end
	 */
	record Tell(String line) implements Outbound {
	}

	/**
	 * Lines for all clients that follow a room.
	 *
	 * @param lines the lines in their order
	 */
	record Broadcast(List<BroadcastLine> lines) implements Outbound {
	}

	/**
	 * From now on the client receives what is broadcast in a room.
	 *
	 * @param room the room, or null for none
	 * @param format the format of the broadcast lines, and of the last line
	 */
	record Follow(@Nullable String room, Format format) implements Outbound {
	}

	/**
	 * From now on the client's telnet program hides or shows what is typed. It has no
	 * effect on other clients.
	 *
	 * @param hidden whether it hides it
	 */
	record HideInput(boolean hidden) implements Outbound {
	}

	/**
	 * The connection is closed when all lines before, and the last one, are written.
	 *
	 * @param reason why
	 * @param lastLine the line, without its end, or null for none
	 */
	record Close(CloseReason reason, @Nullable String lastLine) implements Outbound {
	}

}
