package io.chatroom.tcp.accept;

import java.net.InetAddress;

import org.jspecify.annotations.Nullable;

/**
 * A port: the addresses that are banned. It is asked for every connection before that
 * gets a thread, so it neither waits nor takes long. Any thread.
 */
@FunctionalInterface
public interface Bans {

	/**
	 * Returns what a client from a banned address is sent before it is closed.
	 * @param address of either kind
	 * @return the line, without its end; null when the address is not banned
	 */
	@Nullable String lastWords(InetAddress address);

}
