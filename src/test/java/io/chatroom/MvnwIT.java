package io.chatroom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Which Maven the {@code mvnw} script runs, and how it gets it. */
class MvnwIT {

	private static final MavenStandIn PINNED = new MavenStandIn("9.9.9");

	private static final String ZIP = "apache-maven-9.9.9-bin.zip";

	private static final String NOWHERE = "http://127.0.0.1:1/" + ZIP;

	private static final String RUNS_PINNED = "Apache Maven 9.9.9 (stand-in)";

	@TempDir
	private Path directory;

	@TempDir
	private Path elsewhere;

	@AutoClose
	private WrappedProject project;

	@BeforeEach
	void wrap() throws IOException {
		this.project = new WrappedProject(this.directory);
	}

	@Test
	void runsDistributionFetchedBeforeRatherThanMavenOnPath() throws Exception {
		this.project.hasMaven("3.9.9");
		this.project.pins(NOWHERE, "5afe");
		PINNED.writeTo(this.project.home().resolve(".m2/wrapper/dists/apache-maven-9.9.9/5afe/bin/mvn"));
		assertThat(this.project.run("verify").out()).contains(RUNS_PINNED);
	}

	@Test
	void looksForFetchedDistributionInMavenUserHome() throws Exception {
		this.project.hasTool("java");
		this.project.pins(NOWHERE, "5afe");
		PINNED.writeTo(this.elsewhere.resolve("wrapper/dists/apache-maven-9.9.9/5afe/bin/mvn"));
		assertThat(this.project.run(Map.of("MAVEN_USER_HOME", this.elsewhere.toString()), "verify").out())
			.contains(RUNS_PINNED);
	}

	@Test
	void passesOverDistributionFetchedForAnotherPin() throws Exception {
		this.project.hasMaven("3.9.9");
		this.project.pins(NOWHERE, "5afe");
		PINNED.writeTo(this.project.home().resolve(".m2/wrapper/dists/apache-maven-9.9.9/01d0/bin/mvn"));
		assertThat(this.project.run("verify").out()).contains("Apache Maven 3.9.9 (stand-in)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "3.8.1", "3.9.16", "3.10.0", "4.0.0-rc-5", "10.0.0" })
	void runsMavenOnPathThatIsNewEnough(String version) throws Exception {
		this.project.hasMaven(version);
		this.project.hasTool("curl");
		this.project.pins(ZIP, PINNED.zip());
		assertThat(this.project.run("verify").out()).contains("Apache Maven " + version + " (stand-in)");
		assertThat(this.project.downloads()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "2.2.1", "3.0.5", "3.1.1", "3.6.3", "nonsense" })
	void fetchesWhereMavenOnPathIsTooOld(String version) throws Exception {
		assumeTrue(this.project.hasTool("curl"));
		this.project.hasMaven(version);
		this.project.pins(ZIP, PINNED.zip());
		assertThat(this.project.run("verify").out()).contains(RUNS_PINNED);
	}

	@Test
	void passesArgumentsDirectoryAndExitCodeOn() throws Exception {
		this.project.hasMaven("3.9.9");
		this.project.pins(NOWHERE, "5afe");
		assertThat(this.project.run("-q", "-Dx=a b", "", "*"))
			.isEqualTo(new WrappedProject.Outcome(3, List.of("Apache Maven 3.9.9 (stand-in)",
					this.project.home().toString(), "<-q>", "<-Dx=a b>", "<>", "<*>"), List.of()));
	}

	// without unzip, the JDK's jar unpacks
	@ParameterizedTest
	@CsvSource({ "curl, unzip", "wget, unzip", "curl, curl" })
	void fetchesZipOnce(String download, String unpack) throws Exception {
		assumeTrue(this.project.hasTool(download));
		assumeTrue(unpack.equals(download) || this.project.hasTool(unpack));
		String sum = this.project.pins(ZIP, PINNED.zip());
		WrappedProject.Outcome first = this.project.run("verify");
		assertThat(first.out()).containsExactly(RUNS_PINNED, this.project.home().toString(), "<verify>");
		assertThat(first.err()).singleElement().asString().startsWith("mvnw: fetching http://127.0.0.1:");
		assertThat(this.project.run("verify")).isEqualTo(new WrappedProject.Outcome(3, first.out(), List.of()));
		assertThat(this.project.downloads()).isOne();
		assertThat(this.project.fetched()).containsExactly(sum);
	}

	@Test
	void fetchesTarGz() throws Exception {
		assumeTrue(this.project.hasTool("curl"));
		this.project.pins("apache-maven-9.9.9-bin.tar.gz", PINNED.tarGz(this.elsewhere));
		assertThat(this.project.run("verify").out()).contains(RUNS_PINNED);
	}

}
