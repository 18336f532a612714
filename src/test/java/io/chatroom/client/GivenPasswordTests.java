package io.chatroom.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import io.chatroom.protocol.Password;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class GivenPasswordTests {

	private static final Map<String, String> NONE = Map.of();

	private static final Map<String, String> SET = Map.of("CHAT_PASSWORD", "of-the-variable");

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void create() throws IOException {
		this.file = Files.createFile(this.directory.resolve("password"),
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "gr\u00fcn-gelb", "gr\u00fcn-gelb\n", "gr\u00fcn-gelb\r\nmore", "gr\u00fcn-gelb\rmore\n",
			"\ufeffgr\u00fcn-gelb\n" })
	void isTheFirstLineOfTheFile(String content) throws Exception {
		Files.writeString(this.file, content);
		assertThat(GivenPassword.of(SET, this.file)).isEqualTo(new GivenPassword(new Password("gr\u00fcn-gelb"), null));
	}

	@Test
	void isTheVariableWithoutAFile() {
		assertThat(GivenPassword.of(SET, null)).isEqualTo(new GivenPassword(new Password("of-the-variable"), null));
		assertThat(GivenPassword.of(NONE, null)).isNull();
		assertThat(GivenPassword.of(Map.of("CHAT_PASSWORD", ""), null)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "rw-r-----", "rw----r--" })
	void warnsOfAFileThatOthersCanRead(String permissions) throws Exception {
		Files.writeString(this.file, "correct-horse");
		Files.setPosixFilePermissions(this.file, PosixFilePermissions.fromString(permissions));
		assertThat(GivenPassword.of(NONE, this.file)).isEqualTo(new GivenPassword(new Password("correct-horse"),
				"Warning: other users can read the password in %s. Run chmod 600 %s.".formatted(this.file, this.file)));
	}

	@Test
	void takesALongOneButNoneThatIsTooLong() throws Exception {
		Files.writeString(this.file, "\ud83d\ude00".repeat(128) + "\nmore");
		assertThat(GivenPassword.of(NONE, this.file))
			.isEqualTo(new GivenPassword(new Password("\ud83d\ude00".repeat(128)), null));
		for (int length : new int[] { 129, 513, 100_000 }) {
			Files.writeString(this.file, "x".repeat(length));
			refuses("The password in %s is over 128 characters.");
		}
	}

	@Test
	void refusesWhatIsNoPassword() throws Exception {
		refuses("The first line of %s must be the password, but it is empty.");
		Files.writeString(this.file, "\ncorrect-horse");
		refuses("The first line of %s must be the password, but it is empty.");
		Files.writeString(this.file, "correct\0horse");
		refuses("The password in %s has control characters, or some that this locale cannot decode.");
		Files.writeString(this.file, "gr\u00fcn-gelb", StandardCharsets.ISO_8859_1);
		refuses("The password in %s is not valid UTF-8.");
		Files.delete(this.file);
		refuses("There is no file %s.");
		Files.createDirectory(this.file);
		refuses("%s cannot be read: Is a directory.");
	}

	@Test
	void showsNothingOfAVariableThatIsNoPassword() {
		for (String text : new String[] { "secret\n#quit", "secret\ufffd" }) {
			assertThatIllegalArgumentException().isThrownBy(() -> GivenPassword.of(Map.of("CHAT_PASSWORD", text), null))
				.withMessage("The password in CHAT_PASSWORD has control characters, "
						+ "or some that this locale cannot decode.");
		}
	}

	private void refuses(String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> GivenPassword.of(NONE, this.file))
			.withMessage(message.formatted(this.file));
	}

}
