package io.chatroom.protocol;

import java.security.MessageDigest;
import java.security.SecureRandom;

import org.jspecify.annotations.Nullable;

/**
 * A secret that the web gateway and the chat's transport share, both in this process. The
 * gateway sends it in the PROXY header, version 2, of each connection that it opens to
 * the chat, so no other local process can claim to be a gateway.
 */
public final class GatewayKey {

	/** The type of the header's value that has it: one that is left to applications. */
	public static final byte TYPE = (byte) 0xe0;

	/**
	 * The type of the header's value with the account for which a program acts, in UTF-8.
	 */
	public static final byte ACCOUNT_TYPE = (byte) 0xe1;

	private static final int BYTES = 32;

	private final byte[] bytes;

	/**
	 * Creates a key from what a header has.
	 */
	public GatewayKey(byte[] bytes) {
		this.bytes = bytes.clone();
	}

	/**
	 * Creates a key that nobody can guess.
	 */
	public static GatewayKey random() {
		byte[] bytes = new byte[BYTES];
		new SecureRandom().nextBytes(bytes);
		return new GatewayKey(bytes);
	}

	/**
	 * Returns its bytes.
	 */
	public byte[] bytes() {
		return this.bytes.clone();
	}

	/**
	 * Returns whether the other key is the same. It takes as long if only a part is.
	 */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof GatewayKey key && MessageDigest.isEqual(this.bytes, key.bytes);
	}

	@Override
	public int hashCode() {
		return GatewayKey.class.hashCode();
	}

}
