package io.chatroom;

import java.io.DataInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * How the program ends on an old Java.
 */
class MainIT {

	private static final Path JAR = Path.of("target/chatroom.jar");

	/** Class file version of Java 8. */
	private static final int VERSION = 52;

	@Test
	void runsOnJava8() throws Exception {
		try (var file = new DataInputStream(
				Objects.requireNonNull(MainIT.class.getResourceAsStream("/io/chatroom/Main.class")))) {
			file.skipNBytes(6);
			assertThat(file.readUnsignedShort()).isEqualTo(VERSION);
		}
	}

	@Test
	void isTheFirstOfTheJar() throws Exception {
		assumeTrue(Files.exists(JAR));
		try (JarFile jar = new JarFile(JAR.toFile())) {
			assertThat(jar.getManifest().getMainAttributes().getValue("Start-Class")).isEqualTo("io.chatroom.Main");
		}
	}

	@Test
	void oldJavaSaysInOneLineThatItIsTooOld() throws Exception {
		Path java = oldJava();
		fails(java, "-cp", "target/classes", "io.chatroom.Main");
		assumeTrue(Files.exists(JAR));
		fails(java, "-jar", JAR.toString(), "connect", "--help");
	}

	private static void fails(Path java, String... arguments) throws Exception {
		Process process = new ProcessBuilder(Stream.concat(Stream.of(java.toString()), Stream.of(arguments)).toList())
			.redirectErrorStream(true)
			.start();
		List<String> output = process.inputReader().readAllLines();
		assertThat(process.waitFor()).as("%s", output).isEqualTo(2);
		assertThat(output).singleElement()
			.asString()
			.startsWith("chatroom needs Java 25 or newer, and this is Java ")
			.endsWith(". Use bin/chatroom, which finds a newer one, or the full path of its java.");
	}

	/** Java 17 or 21 of Debian, for any architecture. */
	private static Path oldJava() throws Exception {
		Path place = Path.of("/usr/lib/jvm");
		assumeTrue(Files.isDirectory(place));
		try (Stream<Path> all = Files.list(place)) {
			List<Path> old = all.filter((jdk) -> jdk.getFileName().toString().matches("java-(17|21)-openjdk-.+"))
				.map((jdk) -> jdk.resolve("bin/java"))
				.filter(Files::isExecutable)
				.toList();
			assumeTrue(!old.isEmpty());
			return old.getFirst();
		}
	}

}
