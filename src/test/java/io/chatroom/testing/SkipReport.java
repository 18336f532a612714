package io.chatroom.testing;

import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Says at the end of a build, in one line, which tests were skipped and why.
 */
public final class SkipReport {

	private SkipReport() {
	}

	/**
	 * Reads the reports of Surefire and Failsafe.
	 * @param args whether a skipped test fails the build, and the folders with the
	 * reports
	 */
	public static void main(String[] args) throws Exception {
		List<String> skipped = new ArrayList<>();
		for (String folder : List.of(args).subList(1, args.length)) {
			addSkipped(Path.of(folder), skipped);
		}
		if (!skipped.isEmpty()) {
			System.out.println("Skipped: " + String.join("; ", skipped));
			System.exit(Boolean.parseBoolean(args[0]) ? 1 : 0);
		}
	}

	private static void addSkipped(Path folder, List<String> skipped) throws Exception {
		if (Files.isDirectory(folder)) {
			try (DirectoryStream<Path> reports = Files.newDirectoryStream(folder, "TEST-*.xml")) {
				for (Path report : reports) {
					skipped.addAll(skippedOf(report));
				}
			}
		}
	}

	private static List<String> skippedOf(Path report) throws Exception {
		if (!Files.readString(report).contains("<skipped")) {
			return List.of();
		}
		List<String> skipped = new ArrayList<>();
		NodeList found = DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(report.toFile())
			.getElementsByTagName("skipped");
		for (int i = 0; i < found.getLength(); i++) {
			Element skip = (Element) found.item(i);
			Element test = (Element) skip.getParentNode();
			String name = test.getAttribute("classname").replaceFirst(".*\\.", "") + "." + test.getAttribute("name");
			skipped.add("%s (%s)".formatted(name, skip.getAttribute("message").lines().findFirst().orElse("")));
		}
		return skipped;
	}

}
