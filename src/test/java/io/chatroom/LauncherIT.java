package io.chatroom;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which Java and which jar {@code bin/chatroom} runs, on a simulated machine.
 */
class LauncherIT {

	/** All programs that the script needs. */
	private static final List<String> TOOLS = List.of("basename", "dirname", "head", "readlink", "sed");

	@TempDir
	private Path machine;

	private Path path;

	private Path home;

	private Path project;

	private Path script;

	@BeforeEach
	void install() throws IOException {
		this.machine = this.machine.toRealPath();
		this.path = Files.createDirectory(this.machine.resolve("path"));
		for (String tool : TOOLS) {
			executable(this.path.resolve(tool), "#!/bin/sh\nexec '" + find(tool) + "' \"$@\"\n");
		}
		this.home = Files.createDirectories(this.machine.resolve("home of $(x) '1'"));
		this.project = this.machine.resolve("the project's");
		// system directories become directories below the simulated machine
		String text = Files.readString(Path.of("bin/chatroom"))
			.replaceAll("(?<=\\s)/(?=(usr|opt|Library)/)", Matcher.quoteReplacement(this.machine + "/"));
		this.script = executable(this.project.resolve("bin/chatroom"), text);
		jar(this.project.resolve("target/chatroom.jar"));
	}

	@Test
	void passesArgumentsDirectoryAndExitCodeOn() throws Exception {
		Path java = jdk("jdk", "25.0.1");
		Outcome outcome = run(Map.of("JAVA_HOME", this.machine.resolve("jdk").toString()), this.script, "connect",
				"--name", "a b", "", "*");
		assertThat(outcome).isEqualTo(new Outcome(3, List.of(java.toString(), this.home.toString(), "<-jar>",
				"<" + this.project.resolve("target/chatroom.jar") + ">", "<connect>", "<--name>", "<a b>", "<>", "<*>"),
				List.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "path", "usr/lib/jvm/java-25-openjdk", "usr/lib/jvm/temurin-25-jdk-amd64",
			"usr/lib64/jvm/java-25-openjdk", "usr/java/jdk-25", "opt/jdk-25.0.1", "opt/java/openjdk",
			"Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home", "opt/homebrew/opt/openjdk@25",
			"usr/local/opt/openjdk", "~/Library/Java/JavaVirtualMachines/jdk-25.jdk/Contents/Home",
			"~/.sdkman/candidates/java/25.0.1-tem", "~/.jdks/temurin-25.0.1" })
	void findsJavaBesideAnOlderOne(String place) throws Exception {
		jdk("old", "17.0.15");
		jdk("usr/lib/jvm/java-1.8.0-openjdk", "1.8.0_402");
		Path java;
		if (place.equals("path")) {
			java = Files.createSymbolicLink(this.path.resolve("java"), jdk("anywhere", "26-ea"));
		}
		else {
			Files.createSymbolicLink(this.path.resolve("java"), this.machine.resolve("old/bin/java"));
			java = jdk(place.replace("~", this.home.getFileName().toString()), "25");
		}
		assertThat(run(Map.of("JAVA_HOME", this.machine.resolve("old").toString()), this.script).out())
			.startsWith(java.toString());
	}

	@Test
	void asksJavaThatLiesInNoJdk() throws Exception {
		Path shim = executable(this.path.resolve("java"), """
				#!/bin/sh
				[ "$1" != -version ] || { echo 'Picked up a thing'; echo 'openjdk version "25.0.1" 2025-10-21'; } >&2
				echo "$0"
				""");
		assertThat(run(Map.of(), this.script)).isEqualTo(new Outcome(0, List.of(shim.toString()), List.of()));
	}

	@Test
	void saysWhatToDoWithoutJava() throws Exception {
		assertThat(run(Map.of(), this.script)).isEqualTo(new Outcome(2, List.of(), List
			.of("chatroom: there is no Java 25 or newer; install a JDK 25, or set JAVA_HOME to the directory of one.")));
		Path old = jdk("old", "17.0.15");
		Files.createDirectories(this.home.resolve(".jdks/empty/bin/java"));
		assertThat(run(Map.of("JAVA_HOME", this.machine.resolve("old").toString()), this.script).err())
			.containsExactly("chatroom: there is no Java 25 or newer (" + old
					+ " is 17); install a JDK 25, or set JAVA_HOME to the directory of one.");
	}

	@Test
	void saysHowToBuildWithoutJar() throws Exception {
		jdk("usr/lib/jvm/java-25", "25");
		Files.delete(this.project.resolve("target/chatroom.jar"));
		assertThat(run(Map.of(), this.script)).isEqualTo(new Outcome(2, List.of(),
				List.of("chatroom: there is no " + this.project
						+ "/target/chatroom.jar; build it with ./mvnw package -DskipTests in " + this.project
						+ " (about a minute).")));
	}

	@Test
	void runsJarBesideIt() throws Exception {
		jdk("usr/lib/jvm/java-25", "25");
		Path jar = jar(this.project.resolve("bin/chatroom.jar"));
		assertThat(run(Map.of(), this.script).out()).contains("<" + jar + ">");
	}

	@Test
	void worksThroughSymbolicLinks() throws Exception {
		jdk("usr/lib/jvm/java-25", "25");
		Path links = Files.createDirectory(this.machine.resolve("my links"));
		Files.createSymbolicLink(links.resolve("project"), this.project);
		Files.createSymbolicLink(links.resolve("relative"), Path.of("project/bin/chatroom"));
		Path link = Files.createSymbolicLink(this.path.resolve("chat"), links.resolve("relative"));
		assertThat(run(Map.of(), link).out()).contains("<" + this.project.resolve("target/chatroom.jar") + ">");
	}

	private Outcome run(Map<String, String> environment, Path program, String... arguments) throws Exception {
		List<String> command = new ArrayList<>(List.of(program.toString()));
		command.addAll(List.of(arguments));
		Path out = this.machine.resolve("out");
		Path err = this.machine.resolve("err");
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.home.toFile())
			.redirectOutput(out.toFile())
			.redirectError(err.toFile());
		builder.environment().clear();
		builder.environment().putAll(Map.of("PATH", this.path.toString(), "HOME", this.home.toString()));
		builder.environment().putAll(environment);
		return new Outcome(builder.start().waitFor(), Files.readAllLines(out), Files.readAllLines(err));
	}

	/** Creates a JDK there, and returns the path of its java. */
	private Path jdk(String place, String version) throws IOException {
		Path directory = this.machine.resolve(place);
		Path java = executable(directory.resolve("bin/java"), """
				#!/bin/sh
				echo "$0"
				echo "$PWD"
				printf '<%s>\\n' "$@"
				exit 3
				""");
		Files.writeString(directory.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
		return java;
	}

	private static Path jar(Path jar) throws IOException {
		Files.createDirectories(jar.getParent());
		return Files.createFile(jar);
	}

	private static Path executable(Path file, String text) throws IOException {
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
		assertThat(file.toFile().setExecutable(true)).isTrue();
		return file;
	}

	private static Path find(String tool) {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
			.map((place) -> Path.of(place, tool))
			.filter(Files::isExecutable)
			.findFirst()
			.orElseThrow();
	}

	/** The exit code and the output of the script. */
	private record Outcome(int exitCode, List<String> out, List<String> err) {
	}

}
