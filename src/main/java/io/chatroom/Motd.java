package io.chatroom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.chatroom.protocol.SafeText;
import org.jspecify.annotations.Nullable;

/**
 * The message of the day, as {@code chat.rooms.motd} has it.
 */
final class Motd {

	private static final String PROPERTY = "chat.rooms.motd";

	private static final String FILE = "file:";

	private Motd() {
	}

	/**
	 * Returns its lines.
	 * @param setting a text, or {@code file:} and a path
	 * @param maxLineLength maximum length of a line in bytes
	 * @throws SettingException when the file cannot be read, or a line cannot be shown
	 */
	static List<String> lines(String setting, int maxLineLength) {
		String text = setting.startsWith(FILE) ? read(setting) : setting;
		List<String> lines = text.strip().lines().map(String::stripTrailing).toList();
		for (int i = 0; i < lines.size(); i++) {
			String problem = problem(lines.get(i), maxLineLength);
			if (problem != null) {
				throw new SettingException(PROPERTY, setting, problem + " in line " + (i + 1), null);
			}
		}
		return lines;
	}

	private static String read(String setting) {
		try {
			return Files.readString(Path.of(setting.substring(FILE.length())));
		}
		catch (IOException | RuntimeException ex) {
			throw new SettingException(PROPERTY, setting, "cannot be read" + FileProblem.of(ex), ex);
		}
	}

	private static @Nullable String problem(String line, int maxLineLength) {
		if (!SafeText.isSafe(line)) {
			return "has a control character";
		}
		if (SafeText.hasStackedMarks(line)) {
			return "has more than 8 combining marks in a row";
		}
		return (line.getBytes(StandardCharsets.UTF_8).length > maxLineLength) ? "has over " + maxLineLength + " bytes"
				: null;
	}

}
