package io.chatroom.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A password as it was typed. Its text is in no log and no error: {@link #toString()}
 * hides it.
 *
 * @param text the password
 */
public record Password(String text) {

	/** Typed in place of a password by one whose TLS client certificate stands for it. */
	public static final String CERTIFICATE = "certificate";

	private static final int MIN_LENGTH = 8;

	private static final int MAX_LENGTH = 128;

	/**
	 * Reads a password, or the word for the certificate.
	 * @return null for the certificate
	 */
	static @Nullable Password orCertificate(String words) {
		return words.equals(CERTIFICATE) ? null : new Password(words);
	}

	/**
	 * Returns whether it may become the password of an account: 8 to 128 characters, no
	 * blanks, since {@code #password OLD NEW} has two, and no {@code #} at its beginning,
	 * since that begins a command.
	 */
	public boolean isValid() {
		int length = this.text.codePointCount(0, this.text.length());
		return length >= MIN_LENGTH && length <= MAX_LENGTH && !this.text.startsWith("#")
				&& this.text.codePoints().noneMatch(Password::isBlank);
	}

	private static boolean isBlank(int codePoint) {
		return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
	}

	@Override
	public String toString() {
		return "[password]";
	}

}
