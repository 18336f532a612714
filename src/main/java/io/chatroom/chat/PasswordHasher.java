package io.chatroom.chat;

import io.chatroom.protocol.Password;

/**
 * A port: hashes passwords, which is slow on purpose. At most a few wait at a time. The
 * methods wait for the result, so they are called without a lock. Any thread.
 * <p>
 * Each throws {@link java.util.concurrent.RejectedExecutionException} when too many wait
 * already, or at a stop.
 */
public interface PasswordHasher {

	/**
	 * Returns the hash of a password, another one at each call.
	 */
	String hash(Password password);

	/**
	 * Returns whether a hash is that of a password.
	 */
	boolean matches(Password password, String hash);

}
