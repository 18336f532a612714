package io.chatroom.tcp;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

/**
 * Tells addresses of this machine from those of others.
 */
public final class LocalAddress {

	private LocalAddress() {
	}

	/**
	 * Returns whether this machine has the address.
	 * @throws SocketException when the system does not say
	 */
	public static boolean isOne(InetAddress address) throws SocketException {
		// no interface has 127.0.0.2, and one can listen there all the same
		boolean isLoopback = address instanceof Inet4Address && address.isLoopbackAddress();
		return isLoopback || address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
	}

}
