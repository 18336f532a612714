package io.chatroom.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.function.ToIntFunction;

import io.chatroom.protocol.AddressRange;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * HTTP of Tomcat on a port of which one address may take only a part. Otherwise one that
 * opens all connections, and sends a byte of a request now and then, keeps everybody else
 * out. Tomcat makes it, by its name.
 */
public final class LimitedProtocol extends Http11NioProtocol {

	/**
	 * Creates it without a limit.
	 */
	public LimitedProtocol() {
		super(new Port());
	}

	/**
	 * Limits the connections of an address.
	 * @param most returns how many it may have
	 * @param refused is called for each that is refused
	 */
	void limit(ToIntFunction<InetAddress> most, Runnable refused) {
		Port port = (Port) getEndpoint();
		port.most = most;
		port.refused = refused;
	}

	/**
	 * Counts the connections of an address when half of all are taken. Its fields are set
	 * before it opens; one thread accepts.
	 */
	private static final class Port extends NioEndpoint {

		private ToIntFunction<InetAddress> most = (address) -> Integer.MAX_VALUE;

		private Runnable refused = () -> {
		};

		@Override
		protected boolean setSocketOptions(SocketChannel socket) {
			if (this.connections.size() < getMaxConnections() / 2 || isAllowed(address(socket))) {
				return super.setSocketOptions(socket);
			}
			this.refused.run();
			destroySocket(socket);
			return false;
		}

		private boolean isAllowed(@Nullable InetAddress address) {
			int most = (address != null) ? this.most.applyAsInt(address) : Integer.MAX_VALUE;
			return address == null || most == Integer.MAX_VALUE || connectionsOf(AddressRange.reachOf(address)) < most;
		}

		private long connectionsOf(AddressRange range) {
			return this.connections.keySet().stream().filter((other) -> {
				InetAddress address = address(other);
				return address != null && range.contains(address);
			}).count();
		}

		/**
		 * Returns whose it is, or null when it is closed.
		 */
		private static @Nullable InetAddress address(SocketChannel socket) {
			try {
				return (socket.getRemoteAddress() instanceof InetSocketAddress from) ? from.getAddress() : null;
			}
			catch (IOException ex) {
				return null;
			}
		}

	}

}
