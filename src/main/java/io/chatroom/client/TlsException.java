package io.chatroom.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXReason;
import java.util.Locale;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

/**
 * TLS that came to nothing; the message is the one sentence to print.
 */
final class TlsException extends IOException {

	private static final long serialVersionUID = 1L;

	TlsException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	/**
	 * Says what went wrong in a handshake.
	 */
	static TlsException of(HostAndPort server, Exception failure) {
		return new TlsException(sentence(server, failure), failure);
	}

	/**
	 * Says what went wrong when that was TLS, and returns other failures as they are. Who
	 * speaks no TLS names no class of it: the loader of a Boot jar would look for its
	 * package in all that is packed there.
	 */
	static IOException ifOfTls(HostAndPort server, IOException failure) {
		return (failure instanceof SSLException) ? of(server, failure) : failure;
	}

	private static String sentence(HostAndPort server, Exception failure) {
		String sentence = null;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			String found = switch (cause) {
				case SocketTimeoutException ex -> "%s does not answer in TLS.";
				case EOFException ex -> "%s closed the connection while hands were shaken.";
				case CertificateExpiredException ex -> "%s cannot be trusted: its certificate has expired.";
				case CertificateNotYetValidException ex -> "%s cannot be trusted: its certificate is not valid yet.";
				case CertPathBuilderException ex -> unknownAuthority();
				case CertPathValidatorException ex -> isOfUnknownAuthority(ex) ? unknownAuthority() : unfit(ex);
				case CertificateException ex when ex.getClass() == CertificateException.class ->
					"%s cannot be trusted: its certificate is for another host.";
				case CertificateException ex -> unfit(ex);
				default -> null;
			};
			// the innermost knows best
			sentence = (found != null) ? found : sentence;
		}
		if (sentence != null) {
			return String.format(Locale.ROOT, sentence, server);
		}
		String message = String.valueOf(failure.getMessage());
		return String.format(Locale.ROOT, alert(message), server, message);
	}

	/**
	 * Says what a server means with the word that it ended the handshake with (RFC 8446,
	 * 6.2).
	 */
	private static String alert(String message) {
		if (message.startsWith("Unsupported or unrecognized SSL message")) {
			return "%s does not speak TLS on that port.";
		}
		return switch (message.substring(message.lastIndexOf(' ') + 1)) {
			case "certificate_required" ->
				"%s wants to see a certificate of an authority that it trusts: --cert FILE --key FILE show one.";
			case "bad_certificate", "certificate_unknown", "unknown_ca", "unsupported_certificate",
					"certificate_revoked", "access_denied" ->
				"%s does not accept the certificate that it was shown, or wants to see one (--cert, --key).";
			case "certificate_expired" -> "%s takes the certificate that it was shown for one that has expired.";
			case "protocol_version" -> "%s speaks no version of TLS that is spoken here.";
			default -> "%s and TLS: %s.";
		};
	}

	private static boolean isOfUnknownAuthority(CertPathValidatorException failure) {
		return failure.getReason() == PKIXReason.NO_TRUST_ANCHOR
				|| failure.getReason() == BasicReason.INVALID_SIGNATURE;
	}

	private static String unfit(Exception failure) {
		String why = SafeText.of(String.valueOf(failure.getMessage())).replace("%", "%%");
		return "%s cannot be trusted: its certificate is not fit for a server: " + why + ".";
	}

	private static String unknownAuthority() {
		return "%s cannot be trusted: its certificate is of no authority that is known here; --ca FILE names one.";
	}

}
