package io.chatroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Comments and documents avoid words that have to be read twice. The texts of the
 * contract are what they are.
 */
class PlainWordsTests {

	private static final Pattern UNPLAIN = Pattern
		.compile("(?i)\\b(whoever|for want of|such as is none|who of them|is good for|but\\s+for (?!example\\b))");

	private static final List<Path> CONTRACT = List.of(Path.of("docs/protocol.md"),
			Path.of("src/main/java/io/chatroom/protocol/Refusals.java"));

	@Test
	void everyTextIsPlain() throws IOException {
		List<String> found = new ArrayList<>();
		for (Path file : texts()) {
			String text = Files.readString(file).replaceAll("\\n\\s*(\\*|//|#|--)? ?", " ");
			UNPLAIN.matcher(text).results().forEach((word) -> found.add(file + ": " + around(text, word.start())));
		}
		assertThat(found).isEmpty();
	}

	private static String around(String text, int at) {
		return text.substring(Math.max(0, at - 30), Math.min(text.length(), at + 30));
	}

	private static List<Path> texts() throws IOException {
		try (Stream<Path> top = Files.list(Path.of(""));
				Stream<Path> docs = Files.walk(Path.of("docs"));
				Stream<Path> main = Files.walk(Path.of("src/main"))) {
			return Stream.of(top, docs, main)
				.flatMap((files) -> files)
				.filter((file) -> file.toString().matches(".*\\.(md|java|lua|sql|js|css|html|yml|json)"))
				.filter((file) -> !CONTRACT.contains(file))
				.toList();
		}
	}

}
