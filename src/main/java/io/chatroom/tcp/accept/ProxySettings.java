package io.chatroom.tcp.accept;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

import io.chatroom.protocol.AddressRange;

/**
 * The proxies that must send a PROXY header.
 *
 * @param trusted the addresses of the proxies
 * @param headerTimeout the time that a proxy has to send the header
 */
public record ProxySettings(List<AddressRange> trusted, Duration headerTimeout) {

	/**
	 * Returns whether an address is that of a trusted proxy.
	 */
	public boolean isProxy(InetAddress address) {
		return this.trusted.stream().anyMatch((range) -> range.contains(address));
	}

}
