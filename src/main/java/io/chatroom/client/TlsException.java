package io.chatroom.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXReason;
import java.util.Locale;

import javax.net.ssl.SSLException;

import io.chatroom.protocol.SafeText;
import org.jspecify.annotations.Nullable;

/**
 * TLS failed. The message is complete and is printed as it is.
 */
final class TlsException extends IOException {

	private static final long serialVersionUID = 1L;

	TlsException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	/**
	 * Returns an exception whose message explains the failed handshake.
	 */
	static TlsException of(HostAndPort server, Exception failure) {
		return new TlsException(sentence(server, failure), failure);
	}

	/**
	 * Returns such an exception if the failure is from TLS, else the failure itself. This
	 * keeps TLS classes out of connections without TLS: the class loader of a Spring Boot
	 * jar would search all its nested jars for their package.
	 */
	static IOException ifOfTls(HostAndPort server, IOException failure) {
		return (failure instanceof SSLException) ? of(server, failure) : failure;
	}

	private static String sentence(HostAndPort server, Exception failure) {
		String sentence = null;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			String found = switch (cause) {
				case SocketTimeoutException ex -> "%s does not answer the TLS handshake.";
				case EOFException ex -> "%s closed the connection during the TLS handshake.";
				case CertificateExpiredException ex -> "%s cannot be trusted: its certificate has expired.";
				case CertificateNotYetValidException ex -> "%s cannot be trusted: its certificate is not valid yet.";
				case CertPathBuilderException ex -> unknownAuthority();
				case CertPathValidatorException ex -> isOfUnknownAuthority(ex) ? unknownAuthority() : unfit(ex);
				case CertificateException ex when ex.getClass() == CertificateException.class ->
					"%s cannot be trusted: its certificate is for another host.";
				case CertificateException ex -> unfit(ex);
				default -> null;
			};
			// the innermost cause is the most specific
			sentence = (found != null) ? found : sentence;
		}
		if (sentence != null) {
			return String.format(Locale.ROOT, sentence, server);
		}
		String message = String.valueOf(failure.getMessage());
		return String.format(Locale.ROOT, alert(message), server, message);
	}

	/**
	 * Explains the alert with which the server ended the handshake (RFC 8446, section
	 * 6.2).
	 */
	private static String alert(String message) {
		if (message.startsWith("Unsupported or unrecognized SSL message")) {
			return "%s does not speak TLS on that port.";
		}
		return switch (message.substring(message.lastIndexOf(' ') + 1)) {
			case "certificate_required" ->
				"%s requires a client certificate from a CA that it trusts (use --cert FILE --key FILE).";
			case "bad_certificate", "certificate_unknown", "unknown_ca", "unsupported_certificate",
					"certificate_revoked", "access_denied" ->
				"%s rejects the client certificate, or requires one (--cert, --key).";
			case "certificate_expired" -> "%s rejects the client certificate as expired.";
			case "protocol_version" -> "%s supports no TLS version that this client supports.";
			default -> "TLS with %s failed: %s.";
		};
	}

	private static boolean isOfUnknownAuthority(CertPathValidatorException failure) {
		return failure.getReason() == PKIXReason.NO_TRUST_ANCHOR
				|| failure.getReason() == BasicReason.INVALID_SIGNATURE;
	}

	private static String unfit(Exception failure) {
		String why = SafeText.of(String.valueOf(failure.getMessage())).replace("%", "%%");
		return "%s cannot be trusted: its certificate is not valid for a server: " + why + ".";
	}

	private static String unknownAuthority() {
		return "%s cannot be trusted: its certificate is from an unknown CA (use --ca FILE).";
	}

}
