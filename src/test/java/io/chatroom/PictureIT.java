package io.chatroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;

import io.chatroom.testing.Monitoring;
import io.chatroom.testing.Programs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Runs the scripts that draw the pictures of the README and the documents, and compares.
 */
class PictureIT {

	private static final String SVG = "http://www.w3.org/2000/svg";

	@TempDir
	private Path directory;

	@Test
	void pictureShowsWhatPeopleSee() throws Exception {
		assumeJar();
		Programs.assumeInstalled("python3", "telnet", "tmux");
		run("docs/picture", "--free-ports", this.directory.toString());
		for (String picture : List.of("session.svg", "session-light.svg")) {
			List<String> drawn = words(this.directory.resolve(picture));
			assertThat(drawn).hasSizeGreaterThan(50);
			assertThat(drawn).as("texts of docs/%s, which docs/picture updates", picture)
				.containsExactlyElementsOf(words(Path.of("docs", picture)));
		}
	}

	@Test
	void chartShowsTheFiguresBesideIt() throws Exception {
		Programs.assumeInstalled("python3");
		Path drawn = this.directory.resolve("peers.svg");
		run("docs/peers", drawn.toString());
		assertThat(drawn).as("docs/peers.svg, which docs/peers updates")
			.hasSameTextualContentAs(Path.of("docs", "peers.svg"));
		assertThat(words(drawn)).hasSizeGreaterThan(50);
	}

	@Test
	void pictureOfTheDashboardHasItsPanels() throws Exception {
		assertThat(words(Path.of("docs", "dashboard.svg")))
			.as("texts of docs/dashboard.svg, which docs/dashboard updates")
			.containsAll(titles());
	}

	@Test
	@Tag("long")
	void dashboardIsDrawnFromPrometheus() throws Exception {
		assumeJar();
		Programs.assumeInstalled("python3", "prometheus");
		Path drawn = this.directory.resolve("dashboard.svg");
		run("docs/dashboard", "--minutes", "0.7", drawn.toString());
		List<String> words = words(drawn);
		assertThat(words).containsAll(titles()).contains("members chatroom:8080", "received", "delivered");
		// there is no TLS port, and nothing fails or is evicted
		assertThat(words).filteredOn("No data"::equals).hasSizeLessThan(5);
	}

	private static List<String> titles() throws IOException {
		return Monitoring.read().panels().stream().map((panel) -> panel.get("title").asString()).toList();
	}

	private static void assumeJar() {
		assumeThat(Path.of("target", "chatroom.jar")).as("the jar that \"package\" makes").isRegularFile();
	}

	private void run(String... command) throws Exception {
		Path output = this.directory.resolve("output");
		Process script = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		try {
			assertThat(script.waitFor()).as(() -> read(output)).isZero();
		}
		finally {
			script.toHandle().destroy();
		}
	}

	/**
	 * Returns the texts of a picture, without what differs between two runs or machines.
	 */
	private static List<String> words(Path picture) throws Exception {
		DocumentBuilderFactory factory = DocumentBuilderFactory.newNSInstance();
		Element svg = factory.newDocumentBuilder().parse(picture.toFile()).getDocumentElement();
		assertThat(svg.getNamespaceURI()).isEqualTo(SVG);
		assertThat(svg.getLocalName()).isEqualTo("svg");
		NodeList texts = svg.getElementsByTagNameNS(SVG, "text");
		return IntStream.range(0, texts.getLength())
			.mapToObj((index) -> texts.item(index).getTextContent())
			.map(PictureIT::withoutVariableParts)
			.toList();
	}

	private static String withoutVariableParts(String text) {
		return text.replaceAll("^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z$", "DATE AND TIME")
			.replaceAll("^\\d\\d:\\d\\d$", "TIME")
			.replaceAll("^chatroom \\S+, commit \\S+, Java \\S+, process \\d+$", "BUILD")
			.replaceAll("^Started in .+", "Started")
			// without IPv6 there is no such address
			.replaceAll(", \\[::1]:\\d+$", "")
			.replaceAll("(?<=127\\.0\\.0\\.1:|for browsers on port )\\d+|(?<=^\\$ telnet localhost )\\d+$", "PORT")
			.replaceAll("(?<=^\\$ bin/chatroom connect --name alice) localhost \\d+$", "");
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
