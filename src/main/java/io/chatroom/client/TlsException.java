package io.chatroom.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;

/**
 * TLS that came to nothing; the message is the one sentence to print.
 */
final class TlsException extends IOException {

	private static final long serialVersionUID = 1L;

	TlsException(String message, Throwable cause) {
		super(message, cause);
	}

	/**
	 * Says what went wrong in a handshake.
	 */
	static TlsException of(HostAndPort server, IOException failure) {
		return new TlsException(sentence(server, failure), failure);
	}

	private static String sentence(HostAndPort server, IOException failure) {
		String sentence = null;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			String found = switch (cause) {
				case SocketTimeoutException ex -> "%s does not answer in TLS.";
				case EOFException ex -> "%s closed the connection while hands were shaken.";
				case CertificateExpiredException ex -> "%s cannot be trusted: its certificate has expired.";
				case CertificateNotYetValidException ex -> "%s cannot be trusted: its certificate is not valid yet.";
				case CertPathBuilderException ex -> unknownAuthority();
				case CertPathValidatorException ex -> unknownAuthority();
				case CertificateException ex -> "%s cannot be trusted: its certificate is for another host.";
				default -> null;
			};
			// the innermost knows best
			sentence = (found != null) ? found : sentence;
		}
		if (sentence != null) {
			return sentence.formatted(server);
		}
		String message = String.valueOf(failure.getMessage());
		return message.startsWith("Unsupported or unrecognized SSL message")
				? "%s does not speak TLS on that port.".formatted(server)
				: "%s and TLS: %s.".formatted(server, message);
	}

	private static String unknownAuthority() {
		return "%s cannot be trusted: its certificate is of no authority that is known here; --ca FILE names one.";
	}

}
