package io.chatroom.log.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A Lua script that the engine runs as one step. Its file beside this class has its
 * contract: keys, arguments and answer, which is a list.
 *
 * @param text the script
 * @param digest the SHA-1 of the text, by which the engine knows the script
 */
public record Script(String text, String digest) {

	/**
	 * Reads a script.
	 * @param name the file's name, without {@code .lua}
	 */
	public static Script read(String name) {
		try (InputStream in = Script.class.getResourceAsStream(name + ".lua")) {
			byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
			return new Script(new String(bytes, StandardCharsets.UTF_8),
					HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes)));
		}
		catch (IOException | NoSuchAlgorithmException ex) {
			throw new IllegalStateException(name, ex);
		}
	}

}
