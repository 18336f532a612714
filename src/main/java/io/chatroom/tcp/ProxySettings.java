package io.chatroom.tcp;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * Who may say for whom it connects, and has to.
 *
 * @param trusted the addresses of proxies
 * @param headerTimeout how long the header may take to come
 */
public record ProxySettings(List<AddressRange> trusted, Duration headerTimeout) {

	boolean isProxy(InetAddress address) {
		return this.trusted.stream().anyMatch((range) -> range.contains(address));
	}

}
