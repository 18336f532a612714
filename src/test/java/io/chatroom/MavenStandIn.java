package io.chatroom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A {@code mvn} that only tells its version, where it runs and its arguments, and ends
 * with exit code 3.
 */
record MavenStandIn(String version) {

	private String script() {
		return """
				#!/bin/sh
				echo "Apache Maven %s (stand-in)"
				if [ "$*" = --version ]; then exit 0; fi
				pwd
				for argument; do echo "<$argument>"; done
				exit 3
				""".formatted(this.version);
	}

	void writeTo(Path file) throws IOException {
		Files.createDirectories(file.getParent());
		Files.writeString(file, script());
		assertThat(file.toFile().setExecutable(true)).isTrue();
	}

	/** A distribution as a .zip whose files are not marked as executable. */
	byte[] zip() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			ZipEntry entry = new ZipEntry("apache-maven-" + this.version + "/bin/mvn");
			entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
			zip.putNextEntry(entry);
			zip.write(script().getBytes(StandardCharsets.UTF_8));
		}
		return bytes.toByteArray();
	}

	/** A distribution as a .tar.gz, made in the directory with this machine's tar. */
	byte[] tarGz(Path directory) throws IOException, InterruptedException {
		String name = "apache-maven-" + this.version;
		writeTo(directory.resolve(name + "/bin/mvn"));
		Process tar = new ProcessBuilder("tar", "-czf", "made.tar.gz", name).directory(directory.toFile())
			.inheritIO()
			.start();
		assertThat(tar.waitFor()).isZero();
		return Files.readAllBytes(directory.resolve("made.tar.gz"));
	}

}
