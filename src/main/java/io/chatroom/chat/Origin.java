package io.chatroom.chat;

import java.net.InetAddress;

import io.chatroom.protocol.AddressRange;
import org.jspecify.annotations.Nullable;

/**
 * Where a client comes from.
 *
 * @param address its address, as members may see it
 * @param carriesPasswords whether a password may be sent over its connection
 * @param certificate the SHA-256 fingerprint of its TLS client certificate, in
 * hexadecimal, or null if it has none
 * @param program the account for which it acts over HTTP, or null if it is no program.
 * The web server has checked its token.
 */
public record Origin(String address, boolean carriesPasswords, @Nullable String certificate, @Nullable String program) {

	/**
	 * Creates the origin of a client that is no program.
	 */
	public Origin(String address, boolean carriesPasswords, @Nullable String certificate) {
		this(address, carriesPasswords, certificate, null);
	}

	/**
	 * Returns the addresses that the client can choose from.
	 */
	String reach() {
		return AddressRange.reachOf(InetAddress.ofLiteral(this.address)).text();
	}

}
