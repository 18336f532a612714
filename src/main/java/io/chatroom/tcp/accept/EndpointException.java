package io.chatroom.tcp.accept;

import java.io.IOException;

/**
 * Opening an endpoint failed. The message names the address and the reason.
 */
public final class EndpointException extends IOException {

	private static final long serialVersionUID = 1L;

	private final transient Endpoint endpoint;

	private final boolean local;

	EndpointException(Endpoint endpoint, boolean local, IOException cause) {
		super(cause.getMessage(), cause);
		this.endpoint = endpoint;
		this.local = local;
	}

	/**
	 * Returns the endpoint, as it was given.
	 */
	public Endpoint endpoint() {
		return this.endpoint;
	}

	/**
	 * Returns whether this machine has at least one of its addresses.
	 */
	public boolean hasLocalAddress() {
		return this.local;
	}

}
