package io.chatroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What the {@code mvnw} script says where it has no Maven to run: one sentence. */
class MvnwFailureIT {

	private static final MavenStandIn PINNED = new MavenStandIn("9.9.9");

	private static final String ZIP = "apache-maven-9.9.9-bin.zip";

	@TempDir
	private Path directory;

	@AutoClose
	private WrappedProject project;

	@BeforeEach
	void wrap() throws IOException {
		this.project = new WrappedProject(this.directory);
	}

	@Test
	void tellsWrongChecksumAndKeepsNothing() throws Exception {
		assumeTrue(this.project.hasTool("curl"));
		String sum = this.project.pins(ZIP, PINNED.zip());
		this.project.pins(this.project.url(ZIP), "5afe");
		assertThat(sentence(this.project.run("verify"))).contains("has SHA-256 " + sum + " and not the pinned 5afe,")
			.endsWith("try again, or install Maven 3.8 or newer.");
		assertThat(this.project.fetched()).isEmpty();
	}

	@Test
	void tellsWhyDownloadFails() throws Exception {
		assumeTrue(this.project.hasTool("curl"));
		this.project.pins(this.project.url(ZIP), "5afe");
		assertThat(sentence(this.project.run("verify"))).contains(" cannot be fetched (curl: (22) ", " 404")
			.endsWith("; check the network and try again, or install Maven 3.8 or newer.");
		assertThat(this.project.downloads()).isZero();
	}

	@Test
	void tellsThatWgetFails() throws Exception {
		assumeTrue(this.project.hasTool("wget"));
		this.project.pins(this.project.url(ZIP), "5afe");
		assertThat(sentence(this.project.run("verify"))).contains(" cannot be fetched");
	}

	@Test
	void tellsWhyArchiveDoesNotUnpack() throws Exception {
		assumeTrue(this.project.hasTool("curl"));
		this.project.pins("apache-maven-9.9.9-bin.tar.gz", new byte[] { 1, 2, 3 });
		assertThat(sentence(this.project.run("verify"))).contains("apache-maven-9.9.9-bin.tar.gz cannot be unpacked (");
		assertThat(this.project.fetched()).isEmpty();
	}

	@Test
	void asksForDownloadToolWhereMavenOnPathIsTooOld() throws Exception {
		this.project.hasMaven("3.6.3");
		this.project.pins(ZIP, PINNED.zip());
		assertThat(sentence(this.project.run("verify"))).isEqualTo("mvnw: there is no curl and no wget to fetch Maven"
				+ " with; install one of them, or install Maven 3.8 or newer.");
	}

	@Test
	void asksForUnzipWhereJavaHasNoJar() throws Exception {
		this.project.hasTool("curl");
		this.project.hasTool("java");
		this.project.pins(ZIP, PINNED.zip());
		assertThat(sentence(this.project.run(Map.of(), "verify"))).contains("install unzip, or install Maven");
	}

	@Test
	void asksForJdk() throws Exception {
		this.project.hasMaven("3.9.9");
		this.project.pins(ZIP, PINNED.zip());
		assertThat(sentence(this.project.run(Map.of(), "verify"))).isEqualTo("mvnw: there is no java; install a JDK 25"
				+ " and set JAVA_HOME to it, or put its bin directory on PATH.");
	}

	@Test
	void asksForPlaceToWriteTo() throws Exception {
		this.project.hasTool("curl");
		this.project.pins(ZIP, PINNED.zip());
		Files.createFile(this.project.home().resolve(".m2"));
		assertThat(sentence(this.project.run("verify"))).contains(this.project.home() + "/.m2/wrapper/dists/")
			.endsWith(" cannot be written; set MAVEN_USER_HOME to a directory that can.");
	}

	@Test
	void asksForPin() throws Exception {
		assertThat(sentence(this.project.run("verify"))).contains("/.mvn/wrapper/maven-wrapper.properties lacks ")
			.endsWith("; restore that file.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "apache-maven-9.9.9-src.zip", "apache-maven-9.9.9-bin.7z" })
	void asksForKindOfArchiveThatItUnpacks(String archive) throws Exception {
		this.project.hasTool("curl");
		this.project.pins(archive, new byte[0]);
		assertThat(sentence(this.project.run("verify"))).contains(" has to end in -bin.zip or -bin.tar.gz; ");
	}

	private static String sentence(WrappedProject.Outcome outcome) {
		assertThat(outcome.exitCode()).isOne();
		assertThat(outcome.out()).isEmpty();
		assertThat(outcome.err()).filteredOn((line) -> !line.startsWith("mvnw: fetching ")).hasSize(1);
		assertThat(outcome.err().getLast()).startsWith("mvnw: ").endsWith(".");
		return outcome.err().getLast();
	}

}
