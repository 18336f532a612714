package io.chatroom;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses that {@code chat.tcp.bind-address} stands for. A name may have several:
 * localhost is 127.0.0.1 and ::1, and a client tries either first. When another program
 * holds the port on the one that is left out, the client reaches that program.
 */
final class BindAddresses {

	private BindAddresses() {
	}

	/**
	 * Resolves a name or an address.
	 * @return all its addresses, whether this machine has them or not, at least one
	 * @throws UnknownHostException when there is none
	 */
	static List<InetAddress> of(String name) throws UnknownHostException {
		if (name.equalsIgnoreCase("localhost")) {
			// whatever the hosts file has (RFC 6761, 6.3)
			return List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));
		}
		return Stream.of(InetAddress.getAllByName(name)).distinct().toList();
	}

}
