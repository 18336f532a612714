package io.chatroom.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.chatroom.protocol.Password;
import org.jspecify.annotations.Nullable;

/**
 * The password that the user gave when starting the client.
 *
 * @param password the password
 * @param warning why others may know it, null if its file is private
 */
record GivenPassword(Password password, @Nullable String warning) {

	private static final String VARIABLE = "CHAT_PASSWORD";

	private static final int MAX_LENGTH = 128;

	private static final int MAX_BYTES = 4 * MAX_LENGTH;

	private static final Set<PosixFilePermission> OTHERS = Set.of(PosixFilePermission.GROUP_READ,
			PosixFilePermission.OTHERS_READ);

	/**
	 * Reads the password from the file, or else from {@code CHAT_PASSWORD}.
	 * @param file the file whose first line is the password, null for none
	 * @return null if there is neither
	 * @throws IllegalArgumentException with a message for the user, without the password
	 */
	static @Nullable GivenPassword of(Map<String, String> environment, @Nullable Path file) {
		if (file != null) {
			String warning = isReadByOthers(file) ? String.format(Locale.ROOT,
					"Warning: other users can read the password in %s. Run chmod 600 %s.", file, file) : null;
			return new GivenPassword(checked(file.toString(), firstLine(file)), warning);
		}
		String text = environment.getOrDefault(VARIABLE, "");
		return text.isEmpty() ? null : new GivenPassword(checked(VARIABLE, text), null);
	}

	private static String firstLine(Path file) {
		try (InputStream in = Files.newInputStream(file)) {
			byte[] bytes = in.readNBytes(MAX_BYTES + 1);
			int end = 0;
			while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
				end++;
			}
			if (end > MAX_BYTES) {
				throw tooLong(file.toString());
			}
			return ByteOrderMark
				.cut(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, end)).toString());
		}
		catch (NoSuchFileException ex) {
			throw new IllegalArgumentException(String.format(Locale.ROOT, "There is no file %s.", file), ex);
		}
		catch (CharacterCodingException ex) {
			throw new IllegalArgumentException(
					String.format(Locale.ROOT, "The password in %s is not valid UTF-8.", file), ex);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException(
					String.format(Locale.ROOT, "%s cannot be read: %s.", file, ex.getMessage()), ex);
		}
	}

	private static Password checked(String source, String text) {
		if (text.isBlank()) {
			throw new IllegalArgumentException(
					String.format(Locale.ROOT, "The first line of %s must be the password, but it is empty.", source));
		}
		if (!Decodable.is(text) || text.chars().anyMatch(Character::isISOControl)) {
			throw new IllegalArgumentException(String.format(Locale.ROOT,
					"The password in %s has control characters, or some that this locale cannot decode.", source));
		}
		if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
			throw tooLong(source);
		}
		return new Password(text);
	}

	private static IllegalArgumentException tooLong(String source) {
		return new IllegalArgumentException(
				String.format(Locale.ROOT, "The password in %s is over %d characters.", source, MAX_LENGTH));
	}

	private static boolean isReadByOthers(Path file) {
		try {
			return !Collections.disjoint(Files.getPosixFilePermissions(file), OTHERS);
		}
		catch (IOException | UnsupportedOperationException ex) {
			// reading the file reports what is wrong
			return false;
		}
	}

}
