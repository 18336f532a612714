package io.chatroom.chat;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import org.jspecify.annotations.Nullable;

/**
 * Where the room's lines go. It is called under the room's lock, so that all see one
 * order: no method blocks, writes a socket or closes one. A client that has gone is
 * passed over.
 */
public interface Outlet {

	/** Opens a room. */
	void open(String room);

	/** Sends a line to one client. */
	void tell(String client, String line);

	/** Sends a line to all who follow a room. */
	void broadcast(String room, String text, @Nullable String json, long since);

	/** Lets a client follow a room, or only sets its format. */
	void follow(String client, @Nullable String room, Format format);

	/** Closes a connection when all lines before are written. */
	void close(String client, CloseReason reason);

}
