package io.chatroom.chat;

import java.time.Instant;

import io.chatroom.protocol.SignIn;
import org.jspecify.annotations.Nullable;

/**
 * A name that somebody owns.
 *
 * @param name the name
 * @param secret the hash of the password, or the fingerprint of a TLS client certificate
 * after {@value #CERTIFICATE}
 * @param operator whether it was made an operator's
 * @param made when it was made
 * @param last the last sign-in, or null if there was none
 */
public record Account(String name, String secret, boolean operator, Instant made, @Nullable SignIn last) {

	private static final String CERTIFICATE = "certificate:";

	/**
	 * Returns the secret of an account that a certificate opens.
	 */
	static String secretOf(String certificate) {
		return CERTIFICATE + certificate;
	}

	/**
	 * Returns whether a certificate opens it, and no password.
	 */
	boolean needsCertificate() {
		return this.secret.startsWith(CERTIFICATE);
	}

	/**
	 * Returns whether this certificate opens it.
	 */
	boolean isOpenedBy(@Nullable String certificate) {
		return certificate != null && this.secret.equals(secretOf(certificate));
	}

	Account withOperator(boolean isOperator) {
		return new Account(this.name, this.secret, isOperator, this.made, this.last);
	}

	/**
	 * Returns everything but the secret.
	 */
	@Override
	public String toString() {
		return this.name;
	}

}
