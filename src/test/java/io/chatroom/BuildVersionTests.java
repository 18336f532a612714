package io.chatroom;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The version that the program prints is that of the pom, with the commit that the build
 * wrote.
 */
class BuildVersionTests {

	@Test
	void isThatOfThePom() throws Exception {
		assertThat(Files.readString(Path.of("pom.xml")))
			.contains("<artifactId>chatroom</artifactId>\n\t<version>" + BuildVersion.read().version() + "</version>");
	}

	@Test
	void commitIsThatOfTheBuild() throws Exception {
		assertThat(Path.of("target/classes/git.properties"))
			.hasContent("git.commit.id.abbrev=" + BuildVersion.read().commit());
	}

	@Test
	void changelogHasTheVersion() throws Exception {
		assertThat(Files.readString(Path.of("CHANGELOG.md")))
			.containsPattern("(?m)^## " + BuildVersion.read().version().replace("-SNAPSHOT", "").replace(".", "\\.")
					+ " - \\d{4}-\\d\\d-\\d\\d$");
	}

}
