package io.chatroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;

import io.chatroom.testing.Programs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Runs {@code docs/picture}, and compares its picture with the one in the README.
 */
class PictureIT {

	private static final String SVG = "http://www.w3.org/2000/svg";

	@TempDir
	private Path directory;

	@Test
	void pictureShowsWhatPeopleSee() throws Exception {
		assumeThat(Path.of("target", "chatroom.jar")).as("the jar that \"package\" makes").isRegularFile();
		Programs.assumeInstalled("python3", "telnet", "tmux");
		Path drawn = this.directory.resolve("session.svg");
		Path output = this.directory.resolve("output");
		Process script = new ProcessBuilder("docs/picture", "--free-ports", drawn.toString()).redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(script.waitFor()).as(() -> read(output)).isZero();
		}
		finally {
			script.toHandle().destroy();
		}
		assertThat(words(drawn)).as("texts of docs/session.svg, which docs/picture updates")
			.containsExactlyElementsOf(words(Path.of("docs", "session.svg")));
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
		List<String> words = IntStream.range(0, texts.getLength())
			.mapToObj((index) -> texts.item(index).getTextContent())
			.map(PictureIT::withoutVariableParts)
			.toList();
		assertThat(words).hasSizeGreaterThan(50);
		return words;
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
