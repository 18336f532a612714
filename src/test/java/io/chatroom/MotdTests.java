package io.chatroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The message of the day.
 */
class MotdTests {

	@Test
	void isText() {
		assertThat(Motd.lines("", 64)).isEmpty();
		assertThat(Motd.lines("Be kind.", 64)).containsExactly("Be kind.");
		assertThat(Motd.lines(" one \n\n two\r\n", 64)).containsExactly("one", "", " two");
	}

	@Test
	void isFile(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("motd.txt"), "Bienvenue à tous\n");
		assertThat(Motd.lines("file:" + file, 64)).containsExactly("Bienvenue à tous");
	}

	@Test
	void refusesWhatCannotBeShown() {
		assertThatExceptionOfType(SettingException.class).isThrownBy(() -> Motd.lines("a\n" + "é".repeat(33), 64))
			.withMessageEndingWith("has over 64 bytes in line 2.");
		assertThatExceptionOfType(SettingException.class).isThrownBy(() -> Motd.lines("a\u0007", 64))
			.withMessageEndingWith("has a control character in line 1.");
		assertThatExceptionOfType(SettingException.class).isThrownBy(() -> Motd.lines("a" + "\u0301".repeat(9), 64))
			.withMessageEndingWith("has more than 8 combining marks in a row in line 1.");
	}

}
