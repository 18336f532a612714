package io.chatroom.tcp;

import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * From where the service is about to connect to itself, to see whether it is let in. The
 * port is its own at that moment, so that nobody else can come from there. Any thread.
 */
final class Probes {

	private final Set<SocketAddress> expected = ConcurrentHashMap.newKeySet();

	void expect(SocketAddress from) {
		this.expected.add(from);
	}

	/**
	 * Returns whether one was expected from there; it is so no more.
	 */
	boolean take(SocketAddress from) {
		return this.expected.remove(from);
	}

}
