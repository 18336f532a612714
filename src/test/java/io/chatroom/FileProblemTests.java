package io.chatroom;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Why a file cannot be read.
 */
class FileProblemTests {

	@Test
	void isFoundAmongCauses(@TempDir Path folder) {
		Path missing = folder.resolve("a (b).key");
		assertThat(FileProblem.of(new UncheckedIOException(new NoSuchFileException("x")))).isEqualTo(": no such file");
		assertThat(FileProblem.of(catchThrowable(() -> Files.readString(missing)))).isEqualTo(": no such file");
		assertThat(FileProblem.of(catchThrowable(() -> new FileInputStream(missing.toFile()).close())))
			.isEqualTo(": No such file or directory");
		assertThat(FileProblem.of(new UncheckedIOException(new AccessDeniedException("x"))))
			.isEqualTo(": permission denied");
		assertThat(FileProblem.of(new IllegalStateException(new InvalidPathException("Zo?.crt", "unmappable"))))
			.contains("set LANG=C.UTF-8");
		assertThat(FileProblem.of(new FileNotFoundException("/web.key"))).isEqualTo(": no such file");
		assertThat(FileProblem.of(new IllegalStateException("x"))).isEmpty();
	}

}
