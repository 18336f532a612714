package io.chatroom.chat;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * A port: which client has which name. A name is a few keys; two names that share one are
 * taken for the same. Any thread. {@link #claim} and {@link #owner} are called without a
 * lock, and may wait. {@link #release} is called by the log's listener, which may hold
 * the log's lock: it must not wait.
 */
public interface Register {

	/**
	 * Claims a name.
	 * @param keys the keys of the name
	 * @param client the client's id
	 * @return true if the client has all keys now; false, with nothing changed, if
	 * another client has one of them
	 */
	boolean claim(Collection<String> keys, String client);

	/**
	 * Frees keys; keys that the client does not have are ignored. Called when the log
	 * hands over the event that frees them, before the room applies it.
	 * @param keys the keys
	 * @param client the client's id
	 */
	void release(Collection<String> keys, String client);

	/**
	 * Returns the client that has a name.
	 * @param keys the keys of the name, the best match first
	 * @return the id of the client with the first key that a client has, or null
	 */
	@Nullable String owner(Collection<String> keys);

}
