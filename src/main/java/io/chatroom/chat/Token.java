package io.chatroom.chat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What lets a program act for an account over HTTP. The secret itself is not kept: it is
 * long and random, so its plain hash cannot be guessed.
 *
 * @param hash the SHA-256 hash of the secret, in hexadecimal
 * @param account the account's name
 * @param name what its owner calls it
 * @param made when it was made
 */
public record Token(String hash, String account, String name, Instant made) {

	/** Of one account. */
	static final int MOST = 10;

	private static final int BYTES = 32;

	private static final String PREFIX = "chat_";

	private static final Pattern SECRET = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

	private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_.-]{0,23}");

	/**
	 * Returns a secret that nobody can guess.
	 */
	static String newSecret() {
		byte[] bytes = new byte[BYTES];
		new SecureRandom().nextBytes(bytes);
		return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	static boolean isSecret(String text) {
		return SECRET.matcher(text).matches();
	}

	/**
	 * Returns whether a token may have this name.
	 */
	static boolean isName(String text) {
		return NAME.matcher(text).matches();
	}

	static String hash(String secret) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Each Java has SHA-256", ex);
		}
	}

}
