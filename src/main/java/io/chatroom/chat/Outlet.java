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

	/**
	 * Says a line to one client.
	 * @param client the client's id
	 * @param line the line, without its end
	 */
	void tell(String client, String line);

	/**
	 * Says a line to all that listen, to each in its format.
	 * @param text the line, without its end
	 * @param json the same in JSON, or null when nobody listens in that
	 * @param since when that came which led to it, as {@link System#nanoTime()}
	 */
	void tellAll(String text, @Nullable String json, long since);

	/**
	 * Speaks to a client in another format from now on: what all are told, and the last
	 * words when it is evicted.
	 * @param client the client's id
	 * @param format the format; it is {@link Format#TEXT} before this was called
	 */
	void speak(String client, Format format);

	/**
	 * Lets a client hear what all are told from now on.
	 * @param client the client's id
	 */
	void listen(String client);

	/**
	 * Hangs up on a client, once it was sent all that was said to it before.
	 * @param client the client's id
	 * @param reason why
	 */
	void hangUp(String client, CloseReason reason);

}
